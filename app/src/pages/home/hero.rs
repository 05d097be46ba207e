//! What this is, in one look.

use std::sync::Arc;

use domain::catalogue::Listing;
use leptos::prelude::*;

use super::bill::Bill;
use crate::text::{home as text, trial as trial_words};
use crate::ui::button::{Button, ButtonLink, Look, Size};
use crate::ui::icon;
use crate::ui::search::SearchField;

/// The head of the home page: the promise, a search, a bill as one will get it.
#[component]
pub(super) fn Hero(
    /// Whether somebody is signed in.
    is_signed_in: bool,
    /// Which agent can be tried without an account, and where.
    trial: Option<(String, String)>,
    /// The agent that the bill is of.
    example: Option<Arc<Listing>>,
) -> impl IntoView {
    let (href, label) = if is_signed_in { ("/runs", text::GO_ON) } else { ("/sign-up", text::START) };
    view! {
        <div class="hero-band">
            <div class="page-wide hero">
                <div class="min-w-0">
                    <h1 class="display text-4xl sm:text-5xl xl:text-6xl">{text::TITLE}</h1>
                    <p class="mt-6 max-w-xl text-lg text-soft text-pretty">{text::LEAD}</p>
                    <form class="mt-8 flex max-w-xl gap-2" method="get" action="/agents" role="search">
                        <SearchField
                            name="q"
                            label=text::SEARCH
                            placeholder=text::SEARCH_HINT
                            most=200
                            large=true
                        />
                        <Button look=Look::Primary size=Size::Large>
                            {text::SEARCH_BUTTON}
                        </Button>
                    </form>
                    <div class="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
                        {trial
                            .map(|(name, place)| {
                                view! {
                                    <ButtonLink
                                        look=Look::Soft
                                        glyph=icon::PLAY
                                        href=place
                                        label=trial_words::try_without(&name)
                                    >
                                        {trial_words::TRY}
                                    </ButtonLink>
                                }
                            })}
                        <a class="onward min-h-6" href=href>
                            {label}
                        </a>
                    </div>
                </div>
                {example.map(|example| view! { <Bill example=example/> })}
            </div>
        </div>
    }
}
