//! Fields of forms: label, input, what is wrong with it, a hint.

use leptos::prelude::*;

use crate::ssr::FormState;
use crate::text::parts as text;

/// What a form that was sent before says of one of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// What was typed.
    pub value: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Sent {
    /// Of the field of that name; nothing where no form was sent.
    pub fn of(form: Option<&FormState>, name: &str) -> Self {
        let value = form.and_then(|form| form.value(name)).map(str::to_owned);
        Self { value, error: form.and_then(|form| form.error(name)).map(str::to_owned) }
    }

    /// The value of `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }
}

/// The ids that describe the field of that id: what is wrong with it, its hint, and `more`.
pub fn described_by(id: &str, sent: &Sent, has_hint: bool, more: Option<&str>) -> Option<String> {
    let parts = [
        sent.error.is_some().then(|| format!("{id}-error")),
        has_hint.then(|| format!("{id}-hint")),
        more.map(str::to_owned),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The label above an input of that id, and below it what is wrong and the hint.
#[component]
pub fn Field(
    /// The input's id.
    id: &'static str,
    /// What a person reads above it.
    label: &'static str,
    /// A sentence below it; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    error: Option<String>,
    /// What stands at the end of the label's line; may be empty.
    #[prop(optional, into)]
    note: String,
    /// Classes for its place.
    #[prop(optional)]
    class: &'static str,
    /// The input.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("field {class}")>
            <div class="flex items-baseline justify-between gap-3">
                <label class="field-label" for=id>
                    {label}
                </label>
                {(!note.is_empty()).then(|| view! { <span class="text-sm text-soft tabular-nums">{note}</span> })}
            </div>
            {children()}
            {error.map(|error| view! { <p class="field-error" id=format!("{id}-error")>{error}</p> })}
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
        </div>
    }
}

/// What is typed into a field of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Anything.
    #[default]
    Text,
    /// An address.
    Email,
    /// A secret.
    Password,
    /// A whole number.
    Whole,
    /// A number with a part after the point.
    Decimal,
    /// A day.
    Day,
}

impl Kind {
    const fn kind(self) -> &'static str {
        match self {
            Self::Text | Self::Decimal | Self::Whole => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Day => "date",
        }
    }

    const fn mode(self) -> Option<&'static str> {
        match self {
            Self::Whole => Some("numeric"),
            Self::Decimal => Some("decimal"),
            Self::Text | Self::Email | Self::Password | Self::Day => None,
        }
    }
}

/// A field of one line.
#[component]
pub fn TextField(
    /// The name that is sent.
    name: &'static str,
    /// What a person reads above it.
    label: &'static str,
    /// A sentence below it.
    #[prop(optional)]
    hint: &'static str,
    /// What is typed.
    #[prop(optional)]
    kind: Kind,
    /// What a browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// What stands in it while it is empty.
    #[prop(optional)]
    placeholder: Option<&'static str>,
    /// What is counted, behind it; may be empty.
    #[prop(optional)]
    unit: &'static str,
    /// Whether it may stay empty.
    #[prop(optional)]
    may_be_empty: bool,
    /// The form as it was sent before, if it did not fit.
    #[prop(optional_no_strip)]
    form: Option<FormState>,
    /// The name in what is wrong, where it is another.
    #[prop(optional)]
    error_name: Option<&'static str>,
    /// What is wrong with it, where no form tells.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// The id of a further description.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// Classes for its place.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let mut sent = Sent::of(form.as_ref(), name);
    if let Some(error_name) = error_name {
        sent.error = Sent::of(form.as_ref(), error_name).error;
    }
    sent.error = sent.error.or(error);
    let described = self::described_by(name, &sent, !hint.is_empty(), described_by);
    let invalid = sent.invalid();
    let width = match (kind, unit.is_empty()) {
        (Kind::Whole | Kind::Decimal, false) => "input w-32 tabular-nums",
        (Kind::Whole | Kind::Decimal, true) => "input w-full tabular-nums",
        _ => "input w-full",
    };
    view! {
        <Field id=name label=label hint=hint error=sent.error class=class>
            <div class="flex items-center gap-3">
                <input
                    class=width
                    id=name
                    name=name
                    type=kind.kind()
                    inputmode=kind.mode()
                    value=sent.value.unwrap_or(value)
                    placeholder=placeholder
                    autocomplete=autocomplete
                    required=!may_be_empty
                    aria-invalid=invalid
                    aria-describedby=described
                />
                {(!unit.is_empty()).then(|| view! { <span class="text-soft">{unit}</span> })}
            </div>
        </Field>
    }
}

/// A field of several lines, which may stay empty.
#[component]
pub fn TextArea(
    /// The name that is sent.
    name: &'static str,
    /// What a person reads above it.
    label: &'static str,
    /// A sentence below it.
    #[prop(optional)]
    hint: &'static str,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// Characters at most, where there is a most; told beside the label.
    #[prop(optional)]
    most: Option<usize>,
    /// Lines that are seen.
    #[prop(default = 4)]
    rows: u32,
    /// Whether it holds code.
    #[prop(optional)]
    code: bool,
    /// The form as it was sent before, if it did not fit.
    #[prop(optional_no_strip)]
    form: Option<FormState>,
) -> impl IntoView {
    let sent = Sent::of(form.as_ref(), name);
    let described = described_by(name, &sent, !hint.is_empty(), None);
    let invalid = sent.invalid();
    let value = sent.value.unwrap_or(value);
    let class = if code { "textarea w-full font-mono text-sm" } else { "textarea w-full" };
    view! {
        <Field
            id=name
            label=label
            hint=hint
            error=sent.error
            note=most.map(text::characters).unwrap_or_default()
        >
            <textarea
                class=class
                id=name
                name=name
                rows=rows
                maxlength=most
                spellcheck=code.then_some("false")
                aria-invalid=invalid
                aria-describedby=described
            >
                {inside_textarea(&value)}
            </textarea>
        </Field>
    }
}

/// A text as what stands inside a `<textarea>`. Leptos writes what is in one as it is, so it is escaped here: `</textarea>` in
/// somebody's words must not end it. A line end right after the tag is swallowed by browsers (HTML, 13.2.6.4.7), so one of
/// the text's own is doubled.
pub fn inside_textarea(text: &str) -> String {
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
