//! A field for words to search by.

use leptos::prelude::*;

use super::icon::{self, Icon};

/// The field. Its label is told, not seen: the glass and the words in it say the same.
#[component]
pub fn SearchField(
    /// The name that is sent.
    name: &'static str,
    /// What is searched for.
    label: &'static str,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// What stands in it while it is empty.
    placeholder: &'static str,
    /// Characters at most.
    most: usize,
    /// Whether it is what the page begins with.
    #[prop(optional)]
    large: bool,
    /// The id of its description.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// The value of `aria-invalid`.
    #[prop(optional_no_strip)]
    invalid: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class=if large { "input input-lg min-w-0 flex-1" } else { "input min-w-0 flex-1" }>
            <Icon glyph=icon::SEARCH class="size-5 text-soft"/>
            <span class="sr-only">{label}</span>
            <input
                type="search"
                name=name
                value=value
                placeholder=placeholder
                maxlength=most
                aria-describedby=described_by
                aria-invalid=invalid
            />
        </label>
    }
}
