//! A place for a file: it is chosen, or dropped where scripts are on.

use leptos::prelude::*;

use super::icon::{self, Icon};
use crate::text::parts as text;

/// The place. The island around the form knows it by `data-drop`, and tells by `data-file` which file it holds.
#[component]
pub fn FileDrop(
    /// The input's id.
    #[prop(into)]
    id: String,
    /// The name that is sent.
    #[prop(into)]
    name: String,
    /// The kinds that are taken, as browsers read them; empty for any.
    #[prop(optional, into)]
    accept: String,
    /// What is taken, in words.
    #[prop(into)]
    about: String,
    /// Whether there must be one.
    #[prop(optional)]
    required: bool,
    /// The value of `aria-invalid`.
    #[prop(optional_no_strip)]
    invalid: Option<&'static str>,
    /// The ids of what describes it.
    #[prop(optional_no_strip, into)]
    described_by: Option<String>,
) -> impl IntoView {
    view! {
        <div class="dropzone" data-drop="">
            <Icon glyph=icon::UPLOAD class="size-6 text-soft"/>
            <p class="needs-js text-sm font-medium">{text::DROP}</p>
            <input
                class="file-input w-full max-w-sm"
                id=id
                name=name
                type="file"
                accept=(!accept.is_empty()).then_some(accept)
                required=required
                aria-invalid=invalid
                aria-describedby=described_by
            />
            <p class="text-sm text-soft" data-file="" aria-live="polite">
                {about}
            </p>
        </div>
    }
}

/// A file among the other fields of a form.
#[component]
pub fn FileInput(
    /// The input's id and the name that is sent.
    name: &'static str,
    /// The kinds that are taken.
    accept: &'static str,
    /// Whether there must be one.
    #[prop(optional)]
    required: bool,
    /// The value of `aria-invalid`.
    #[prop(optional_no_strip)]
    invalid: Option<&'static str>,
    /// The ids of what describes it.
    #[prop(optional_no_strip, into)]
    described_by: Option<String>,
) -> impl IntoView {
    view! {
        <input
            class="file-input w-full min-w-0 flex-1"
            id=name
            name=name
            type="file"
            accept=accept
            required=required
            aria-invalid=invalid
            aria-describedby=described_by
        />
    }
}
