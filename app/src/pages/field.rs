//! A field of a page's form: label, input, hint, error.

use leptos::prelude::*;

use crate::ssr::FormState;

/// A field of one line.
#[component]
pub(super) fn TextField(
    /// The name that is sent.
    name: &'static str,
    /// What a person reads above it.
    label: &'static str,
    /// A sentence below it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// The type of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in.
    autocomplete: &'static str,
    /// The form as it was sent before, if it did not fit.
    form: Option<FormState>,
    /// The id of a further description.
    #[prop(optional)]
    described_by: Option<&'static str>,
) -> impl IntoView {
    let error = form.as_ref().and_then(|form| form.error(name)).map(str::to_owned);
    let value = form.as_ref().and_then(|form| form.value(name)).unwrap_or_default().to_owned();
    let described_by = [
        error.is_some().then(|| format!("{name}-error")),
        hint.is_some().then(|| format!("{name}-hint")),
        described_by.map(str::to_owned),
    ];
    let described_by = described_by.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let is_invalid = error.is_some();
    view! {
        <div class="field">
            <label class="field-label" for=name>
                {label}
            </label>
            <input
                class="input w-full"
                id=name
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                required=true
                aria-invalid=is_invalid.then_some("true")
                aria-describedby=(!described_by.is_empty()).then_some(described_by)
            />
            {error.map(|error| view! { <p class="field-error" id=format!("{name}-error")>{error}</p> })}
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
        </div>
    }
}
