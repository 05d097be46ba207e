//! What comes after what.

use leptos::prelude::*;

use super::icon::{self, Icon};
use crate::text::parts as text;

/// Where a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stands {
    /// It is done.
    Past,
    /// It is the one to do, or all are told of alike.
    #[default]
    Here,
    /// It comes later.
    Future,
}

/// Numbered steps below each other.
#[component]
pub fn Stepper(
    /// What each is called, a sentence on it, and where it stands.
    steps: Vec<(&'static str, &'static str, Stands)>,
) -> impl IntoView {
    let steps = steps.into_iter().zip(1..).map(|((title, sentence, stands), number)| {
        let class = match stands {
            Stands::Past => "number-mark step-past",
            Stands::Here => "number-mark",
            Stands::Future => "number-mark step-future",
        };
        view! {
            <li>
                <span class=class aria-hidden="true">
                    {match stands {
                        Stands::Past => view! { <Icon glyph=icon::CHECK class="size-4"/> }.into_any(),
                        _ => view! { {number} }.into_any(),
                    }}
                </span>
                <div class="min-w-0 pt-0.5">
                    <h3 class="font-semibold">
                        {title}
                        {(stands == Stands::Past).then(|| view! { <span class="sr-only">" " {text::STEP_DONE}</span> })}
                    </h3>
                    <p class="text-soft">{sentence}</p>
                </div>
            </li>
        }
    });
    let steps = steps.collect_view();
    view! { <ol class="stepper">{steps}</ol> }
}
