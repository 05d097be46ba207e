//! What the customer gave and what the agent says, as turns of a conversation.

use leptos::either::Either;
use leptos::prelude::*;

use crate::text;
use crate::ui::icon::{self, Icon};
use crate::ui::rendered::Rendered;

/// A turn of the agent: plain while it grows, rendered by the server once it is whole.
#[component]
pub fn AgentSays(
    /// Markdown.
    text: String,
    /// The same, rendered and sanitised, where it is there already.
    html: Option<String>,
    /// Whether it is whole.
    complete: bool,
) -> impl IntoView {
    view! {
        <section
            class="turn turn-agent"
            aria-label=text::run::AGENT_SAYS
            aria-busy=(!complete).then_some("true")
            tabindex="-1"
            data-stop=""
        >
            {match html {
                Some(html) => Either::Left(view! { <Rendered html=html/> }),
                None => Either::Right(view! { <p class="whitespace-pre-wrap">{text}</p> }),
            }}
        </section>
    }
}

/// A turn of the customer: what the run was given.
#[component]
pub fn CustomerSays(
    /// What stands above it.
    title: &'static str,
    /// What was given.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="turn turn-customer" aria-labelledby="given" tabindex="-1" data-stop="">
            <h2 id="given" class="mb-2 flex items-center gap-2 text-sm font-semibold text-soft">
                <Icon glyph=icon::USER class="size-4"/>
                {title}
            </h2>
            {children()}
        </section>
    }
}
