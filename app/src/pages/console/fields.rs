//! The fields of an agent's input: what a run needs in sight, options folded where there are many.

use domain::input::Field;
use leptos::prelude::*;

use super::anew::Anew;
use super::field::InputField;
use super::prefill::Prefill;
use crate::pages::agent::folded;
use crate::ssr::FormState;
use crate::text::console as text;
use crate::ui::fold::Fold;

/// The fields in the order in which they are declared, those that a run needs first.
#[component]
pub(super) fn Fields(
    /// What is declared.
    fields: Vec<Field>,
    /// The form as it was sent, if it did not fit.
    form: Option<FormState>,
    /// What stands in the fields.
    prefill: Prefill,
    /// Whether the work is to be done anew, of an agent whose answers are kept for a while.
    anew: Option<bool>,
) -> impl IntoView {
    let (in_sight, options) = folded(fields);
    let count = options.len();
    let is_wrong = |field: &Field| form.as_ref().is_some_and(|form| form.error(&field.name).is_some());
    let is_touched = options.iter().any(|field| is_wrong(field) || !prefill.is_untouched(field));
    let draw = |field: Field| {
        let value = prefill.value(&field);
        let error = form.as_ref().and_then(|form| form.error(&field.name)).map(str::to_owned);
        let kept = prefill.kept_in(&field).cloned();
        view! { <InputField field=field value=value error=error kept=kept/> }
    };
    let in_sight = in_sight.into_iter().map(draw).collect_view();
    let options = options.into_iter().map(draw).collect_view();
    let is_open = is_touched || anew == Some(true);
    let anew = anew.map(|is_ticked| view! { <Anew is_ticked=is_ticked/> });
    let rest = if count == 0 {
        anew.into_any()
    } else {
        view! {
            <Fold title=text::options(count) class="fold" open=is_open>
                <div class="mt-2 space-y-7">{options} {anew}</div>
            </Fold>
        }
        .into_any()
    };
    view! { <div class="space-y-7">{in_sight} {rest}</div> }
}
