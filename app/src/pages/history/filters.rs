//! The form that narrows the history: a plain one, whose state is the address. Words in sight, the rest folded.

use domain::error::FieldError;
use domain::run::Status;
use leptos::prelude::*;

use super::asked::Asked;
use crate::text::{history as words, run};
use crate::ui::button::{Button, Look, Shape};
use crate::ui::field::{Kind, TextField};
use crate::ui::fold::Fold;
use crate::ui::icon;
use crate::ui::search::SearchField;
use crate::ui::select::{Choice, SelectField};

/// Search and filters; what is set stands in the fields.
#[component]
pub(super) fn Filters(
    /// What is asked now.
    asked: Asked,
    /// The agents to choose from: name in addresses and name.
    agents: Vec<(String, String)>,
    /// What of it cannot be read.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let narrowing = asked.narrowing;
    let error = move |name: &str| errors.iter().find(|error| error.field == name).map(|error| error.message.clone());
    let folded = [&narrowing.agent, &narrowing.status, &narrowing.from, &narrowing.to];
    let count = folded.into_iter().flatten().filter(|value| !value.is_empty()).count();
    let is_set = count > 0;
    let statuses =
        Status::ALL.iter().map(|known| (known.as_str().to_owned(), run::status(*known).to_owned())).collect();
    view! {
        <form class="mt-8 space-y-3" method="get" action="/runs" role="search" aria-label=words::FILTERS>
            <div class="flex gap-3">
                <SearchField
                    name="text"
                    label=words::TEXT
                    value=narrowing.text.unwrap_or_default()
                    placeholder=words::TEXT_PLACE
                    most=service::run::MAX_SEARCH
                    described_by="text-hint"
                    invalid=error("text").map(|_| "true")
                />
                <Button look=Look::Primary>
                    {words::SEARCH}
                </Button>
            </div>
            {message("text", error("text"))}
            <Fold title=words::MORE glyph=icon::SLIDERS_HORIZONTAL count=count open=is_set class="fold">
                <div class="grid grid-cols-2 gap-4 lg:grid-cols-4">
                    <SelectField
                        name="agent"
                        label=words::AGENT
                        choices=with_any(words::ANY_AGENT, agents)
                        chosen=narrowing.agent.unwrap_or_default()
                        error=error("agent")
                        class="max-sm:col-span-2"
                    />
                    <SelectField
                        name="status"
                        label=words::STATUS
                        choices=with_any(words::ANY_STATUS, statuses)
                        chosen=narrowing.status.unwrap_or_default()
                        error=error("status")
                        class="max-sm:col-span-2"
                    />
                    <TextField
                        name="from"
                        label=words::FROM
                        kind=Kind::Day
                        may_be_empty=true
                        value=narrowing.from.unwrap_or_default()
                        error=error("from")
                    />
                    <TextField
                        name="to"
                        label=words::TO
                        kind=Kind::Day
                        may_be_empty=true
                        value=narrowing.to.unwrap_or_default()
                        error=error("to")
                    />
                    <div class="col-span-full flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
                        <p class="field-hint max-w-2xl flex-1 basis-72" id="text-hint">
                            {words::TEXT_HINT}
                        </p>
                        <Button shape=Shape::WideOnPhone>{words::APPLY}</Button>
                    </div>
                </div>
            </Fold>
        </form>
    }
}

fn with_any(any: &'static str, known: Vec<(String, String)>) -> Vec<Choice> {
    let known = known.into_iter().map(|(value, label)| Choice::new(value, label));
    std::iter::once(Choice::new("", any)).chain(known).collect()
}

/// The sentence below the words, which have no label of their own in sight.
fn message(name: &'static str, error: Option<String>) -> impl IntoView {
    error.map(|error| view! { <p class="field-error" id=format!("{name}-error")>{error}</p> })
}
