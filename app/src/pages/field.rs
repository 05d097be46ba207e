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
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// The form as it was sent before, if it did not fit.
    form: Option<FormState>,
    /// The id of a further description.
    #[prop(optional)]
    described_by: Option<&'static str>,
) -> impl IntoView {
    let error = form.as_ref().and_then(|form| form.error(name)).map(str::to_owned);
    let value = form.as_ref().and_then(|form| form.value(name)).map_or(value, str::to_owned);
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

/// A field of several lines, which may stay empty.
#[component]
pub(super) fn TextArea(
    /// The name that is sent.
    name: &'static str,
    /// What a person reads above it.
    label: &'static str,
    /// A sentence below it.
    hint: &'static str,
    /// What stands in it at first.
    #[prop(into)]
    value: String,
    /// Characters at most.
    most: usize,
    /// The form as it was sent before, if it did not fit.
    form: Option<FormState>,
) -> impl IntoView {
    let error = form.as_ref().and_then(|form| form.error(name)).map(str::to_owned);
    let value = form.as_ref().and_then(|form| form.value(name)).map_or(value, str::to_owned);
    let is_invalid = error.is_some();
    let (error_id, hint_id) = (format!("{name}-error"), format!("{name}-hint"));
    let described_by = if is_invalid { format!("{error_id} {hint_id}") } else { hint_id.clone() };
    view! {
        <div class="field">
            <label class="field-label" for=name>
                {label}
            </label>
            <textarea
                class="textarea w-full"
                id=name
                name=name
                rows="4"
                maxlength=most.to_string()
                aria-invalid=is_invalid.then_some("true")
                aria-describedby=described_by
            >
                {inside_textarea(&value)}
            </textarea>
            {error.map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })}
            <p class="field-hint" id=hint_id.clone()>
                {hint}
            </p>
        </div>
    }
}

/// A text as what stands inside a `<textarea>`. Leptos writes what is in one as it is, so it is escaped here: `</textarea>` in
/// somebody's words must not end it. A line end right after the tag is swallowed by browsers (HTML, 13.2.6.4.7), so one of
/// the text's own is doubled.
pub(super) fn inside_textarea(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if escaped.starts_with('\n') { format!("\n{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::inside_textarea;

    #[test]
    fn words_cannot_end_the_field_that_they_stand_in() {
        assert_eq!(inside_textarea("</textarea><b>&lt;"), "&lt;/textarea&gt;&lt;b&gt;&amp;lt;");
        assert_eq!(inside_textarea("\na"), "\n\na");
    }
}
