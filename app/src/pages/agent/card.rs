//! An agent in a list.

use domain::catalogue::ListingCard;
use leptos::prelude::*;

use super::{AgentMark, Price};
use crate::pages::link;
use crate::ssr;
use crate::text::{listing, market as text, trial};
use crate::ui::badge::{self, Badge};
use crate::ui::button::{ButtonLink, Look, Size};

/// An agent in a list: the whole card leads to its page, the button to its console.
#[component]
pub(in crate::pages) fn AgentCard(
    /// What is shown.
    card: ListingCard,
) -> impl IntoView {
    let success = card.success_per_mille.map(text::success);
    let is_trial = card.trial && !ssr::page().viewer.is_signed_in();
    let (run, run_agent) = if is_trial {
        (trial::TRY_SHORT, trial::try_agent(&card.name))
    } else {
        (text::RUN, text::run_agent(&card.name))
    };
    view! {
        <article class="agent-card">
            <div class="flex items-start gap-3">
                <AgentMark icon=card.icon category=card.category/>
                <div class="min-w-0 flex-1">
                    <h3 class="font-semibold leading-snug">
                        <a class="card-link" href=link::agent(&card.slug)>
                            {card.name.clone()}
                        </a>
                    </h3>
                    <p class="text-sm text-soft">{card.category.label()} " · " {text::by(&card.creator)}</p>
                </div>
                {card.trial.then(|| view! { <Badge text=listing::TRIAL look=badge::Look::Neutral/> })}
            </div>
            <p class="mt-3 line-clamp-3 flex-1 text-[0.9375rem] leading-relaxed">{card.tagline}</p>
            <div class="mt-5 flex items-end justify-between gap-3">
                <p class="min-w-0">
                    <span class="sr-only">{text::PRICE_LABEL}</span>
                    <span class="block font-semibold">
                        <Price fee=card.price/>
                    </span>
                    <span class="block text-sm text-soft tabular-nums">
                        {text::runs(card.runs)} {success.map(|success| format!(" · {success}"))}
                    </span>
                </p>
                <ButtonLink
                    look=Look::Soft
                    size=Size::Small
                    class="card-button"
                    href=link::console(&card.slug)
                    label=run_agent
                >
                    {run}
                </ButtonLink>
            </div>
        </article>
    }
}
