//! The fields of an agent's input: what a run needs in sight, options folded where there are many.

use domain::input::Field;
use leptos::prelude::*;

use super::field::InputField;
use super::prefill::Prefill;
use crate::ssr::FormState;
use crate::text::console as text;

/// Optional fields that stay in sight.
const IN_SIGHT: usize = 3;

/// The fields in the order in which they are declared, those that a run needs first.
#[component]
pub(super) fn Fields(
    /// What is declared.
    fields: Vec<Field>,
    /// The form as it was sent, if it did not fit.
    form: Option<FormState>,
    /// What stands in the fields.
    prefill: Prefill,
) -> impl IntoView {
    let count = fields.iter().filter(|field| !field.required).count();
    let folds = count > IN_SIGHT && count < fields.len();
    let is_wrong = |field: &Field| form.as_ref().is_some_and(|form| form.error(&field.name).is_some());
    let open = fields.iter().any(|field| !field.required && (is_wrong(field) || !prefill.is_untouched(field)));
    let draw = |field: Field| {
        let value = prefill.value(&field);
        let error = form.as_ref().and_then(|form| form.error(&field.name)).map(str::to_owned);
        view! { <InputField field=field value=value error=error/> }
    };
    let (options, needed): (Vec<Field>, Vec<Field>) = fields.into_iter().partition(|field| folds && !field.required);
    let needed = needed.into_iter().map(draw).collect_view();
    let options = folds.then(|| {
        let options = options.into_iter().map(draw).collect_view();
        view! {
            <details class="fold" open=open>
                <summary class="fold-head">{text::options(count)}</summary>
                <div class="mt-6 space-y-7">{options}</div>
            </details>
        }
    });
    view! { <div class="space-y-7">{needed} {options}</div> }
}
