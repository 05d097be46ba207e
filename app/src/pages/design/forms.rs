//! What is filled in.

use domain::error::Kind as ErrorKind;
use leptos::prelude::*;
use service::Problem;

use super::Specimen;
use crate::ssr::FormState;
use crate::text::design as words;
use crate::ui::field::{Kind, TextArea, TextField};
use crate::ui::file_drop::FileDrop;
use crate::ui::search::SearchField;
use crate::ui::select::{Choice, SelectField};
use crate::ui::tick::{Drawn, Radios, Tick};

/// A form that was sent and did not fit.
fn misfit() -> FormState {
    let mut problem = Problem::not_found();
    problem.kind = ErrorKind::Invalid;
    problem.fields = vec![domain::error::FieldError::new("field_wrong", "not_an_email", words::WRONG)];
    FormState { form: "design", values: vec![("field_wrong".to_owned(), "ada@".to_owned())], problem }
}

pub(super) fn all() -> impl IntoView {
    let choices = || vec![Choice::new("", words::CHOOSE), Choice::new("one", words::WORD)];
    view! {
        <Specimen id="field">
            <div class="grid w-full gap-6 sm:grid-cols-2">
                <TextField name="field_plain" label=words::LABEL hint=words::HINT may_be_empty=true/>
                <TextField
                    name="field_wrong"
                    label=words::LABEL
                    kind=Kind::Email
                    hint=words::HINT
                    may_be_empty=true
                    form=Some(misfit())
                />
                <TextField
                    name="field_unit"
                    label=words::LABEL
                    kind=Kind::Decimal
                    unit=words::UNIT
                    value="4"
                    may_be_empty=true
                />
                <TextField
                    name="field_place"
                    label=words::LABEL
                    placeholder=words::PLACEHOLDER
                    may_be_empty=true
                />
                <TextArea name="field_area" label=words::LABEL hint=words::HINT value=words::SENTENCE most=500/>
                <TextArea name="field_code" label=words::LABEL value="{\n  \"rows\": 12\n}" code=true/>
            </div>
        </Specimen>
        <Specimen id="select">
            <div class="grid w-full gap-6 sm:grid-cols-2">
                <SelectField name="select_plain" label=words::LABEL hint=words::HINT choices=choices()/>
                <SelectField
                    name="select_wrong"
                    label=words::LABEL
                    choices=choices()
                    chosen="one"
                    error=Some(words::WRONG.to_owned())
                />
            </div>
        </Specimen>
        <Specimen id="search">
            <div class="flex w-full max-w-md">
                <SearchField name="search" label=words::LABEL placeholder=words::PLACEHOLDER most=200/>
            </div>
        </Specimen>
        <Specimen id="tick">
            <div class="w-full space-y-4">
                <Tick name="tick_off" id="tick_off" label=words::LABEL hint=words::HINT/>
                <Tick name="tick_on" id="tick_on" label=words::LABEL ticked=true/>
                <Tick name="tick_wrong" id="tick_wrong" label=words::LABEL error=Some(words::WRONG.to_owned())/>
                <Tick name="switch_off" id="switch_off" label=words::LABEL drawn=Drawn::Switch/>
                <Tick name="switch_on" id="switch_on" label=words::LABEL ticked=true drawn=Drawn::Switch/>
                <Radios
                    name="radio"
                    label=words::LABEL
                    choices=vec![("one", words::WORD), ("two", words::LINK)]
                    chosen="one"
                />
            </div>
        </Specimen>
        <Specimen id="file">
            <label class="sr-only" for="file_drop">
                {words::LABEL}
            </label>
            <FileDrop id="file_drop" name="file_drop" about=words::FILE_ABOUT/>
        </Specimen>
    }
}
