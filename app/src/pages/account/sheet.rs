//! The narrow sheet that holds a form of an account.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::ssr::FormState;
use crate::text;
use crate::ui::alert::{Alert, Tone};

/// A heading, a lead and a form.
#[component]
pub(super) fn Sheet(
    /// The heading.
    title: &'static str,
    /// The sentence below it.
    lead: &'static str,
    /// The form and what belongs to it.
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=text::title(title)/>
        <div class="page-narrow pt-14 sm:pt-20">
            <div class="mx-auto max-w-md">
                <h1 class="display text-3xl">{title}</h1>
                <p class="mt-3 text-soft">{lead}</p>
                <div class="mt-8 space-y-6">{children()}</div>
            </div>
        </div>
    }
}

/// Why a form was not taken, where that is not the matter of a single field.
#[component]
pub(in crate::pages) fn Refused(
    /// What did not happen.
    title: &'static str,
    /// The form as it was sent, if it was.
    form: Option<FormState>,
) -> impl IntoView {
    form.map(|form| {
        let wait = form.problem.retry_after_seconds.map(text::problem::retry_after);
        view! {
            <Alert tone=Tone::Error title=title>
                <p>
                    {if form.problem.fields.is_empty() {
                        form.problem.detail
                    } else {
                        text::console::MARKED.to_owned()
                    }}
                </p>
                {wait.map(|wait| view! { <p>{wait}</p> })}
            </Alert>
        }
    })
}
