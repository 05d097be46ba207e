//! What this is, in one look.

use leptos::prelude::*;

use super::sample_quote::SampleQuote;
use crate::text::home as text;
use crate::ui::icon::{self, Icon};

/// The head of the home page: the promise, a search, a quote as it will look.
#[component]
pub(super) fn Hero(
    /// Whether somebody is signed in.
    is_signed_in: bool,
    /// Where an agent can be tried without an account.
    trial: Option<String>,
) -> impl IntoView {
    let (href, label) = if is_signed_in { ("/runs", text::GO_ON) } else { ("/sign-up", text::START) };
    view! {
        <div class="hero-band">
            <div class="page-wide grid items-center gap-12 py-16 sm:py-24 lg:grid-cols-[1.2fr_1fr]">
                <div>
                    <h1 class="display text-4xl leading-[1.1] text-balance sm:text-6xl">{text::TITLE}</h1>
                    <p class="mt-6 max-w-xl text-lg leading-relaxed text-soft text-pretty">{text::LEAD}</p>
                    <form class="mt-8 flex max-w-xl gap-2" method="get" action="/agents" role="search">
                        <label class="input input-lg min-w-0 flex-1">
                            <Icon glyph=icon::SEARCH class="size-5 text-soft"/>
                            <span class="sr-only">{text::SEARCH}</span>
                            <input type="search" name="q" placeholder=text::SEARCH_HINT maxlength="200"/>
                        </label>
                        <button type="submit" class="btn btn-primary btn-lg">
                            {text::SEARCH_BUTTON}
                        </button>
                    </form>
                    <p class="mt-5 flex flex-wrap items-center gap-x-6 gap-y-3">
                        {trial
                            .map(|place| {
                                view! {
                                    <a class="btn btn-primary btn-soft" href=place>
                                        <Icon glyph=icon::PLAY/>
                                        {crate::text::trial::TRY}
                                    </a>
                                }
                            })}
                        <a class="link link-hover font-medium text-primary" href=href>
                            {label}
                        </a>
                        <a class="link link-hover text-soft" href="/agents">
                            {text::BROWSE}
                        </a>
                    </p>
                </div>
                <SampleQuote/>
            </div>
        </div>
    }
}
