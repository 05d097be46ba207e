//! One of several, from a list.

use leptos::prelude::*;

use super::field::{Field, Sent, described_by};
use crate::ssr::FormState;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

impl Choice {
    /// One of them.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// What there is to choose from, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    /// One list.
    List(Vec<Choice>),
    /// Under headings; those under none have an empty one.
    Groups(Vec<(String, Vec<Choice>)>),
}

impl From<Vec<Choice>> for Choices {
    fn from(choices: Vec<Choice>) -> Self {
        Self::List(choices)
    }
}

/// A list to choose from, with its label.
#[component]
pub fn SelectField(
    /// The name that is sent.
    name: &'static str,
    /// What a person reads above it.
    label: &'static str,
    /// What there is to choose from.
    #[prop(into)]
    choices: Choices,
    /// What is chosen at first.
    #[prop(optional, into)]
    chosen: String,
    /// A sentence below it; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What a browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// The form as it was sent before, if it did not fit.
    #[prop(optional_no_strip)]
    form: Option<FormState>,
    /// The name in what is wrong, where it is another.
    #[prop(optional)]
    error_name: Option<&'static str>,
    /// What is wrong with it, where no form tells.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// Classes for its place.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let mut sent = Sent::of(form.as_ref(), name);
    if let Some(error_name) = error_name {
        sent.error = Sent::of(form.as_ref(), error_name).error;
    }
    sent.error = sent.error.or(error);
    let described = described_by(name, &sent, !hint.is_empty(), None);
    let invalid = sent.invalid();
    let chosen = sent.value.clone().unwrap_or(chosen);
    view! {
        <Field id=name label=label hint=hint error=sent.error class=class>
            <select
                class="select w-full"
                id=name
                name=name
                autocomplete=autocomplete
                aria-invalid=invalid
                aria-describedby=described
            >
                {options(choices, &chosen)}
            </select>
        </Field>
    }
}

/// The options of a `<select>`.
pub fn options(choices: Choices, chosen: &str) -> impl IntoView + use<> {
    let list = |choices: Vec<Choice>| {
        let options = choices.into_iter().map(|Choice { value, label }| {
            let selected = value == chosen;
            view! {
                <option value=value selected=selected>
                    {label}
                </option>
            }
        });
        options.collect_view()
    };
    match choices {
        Choices::List(choices) => list(choices).into_any(),
        Choices::Groups(groups) => {
            let groups = groups.into_iter().map(|(heading, choices)| {
                let options = list(choices);
                if heading.is_empty() {
                    options.into_any()
                } else {
                    view! { <optgroup label=heading>{options}</optgroup> }.into_any()
                }
            });
            groups.collect_view().into_any()
        }
    }
}
