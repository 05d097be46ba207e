//! The seven promises, each shown on something: a quote, a run that failed, a journal, permissions, measured figures,
//! entries, a command. What is shown is worked out by the code that keeps the promise.

mod failed;
mod held;
mod journal;
mod ledger;
mod measured;
mod permissions;
mod program;

use domain::credits::Credits;
use leptos::prelude::*;

use super::facts::Facts;
use crate::text::home as text;
use crate::ui::heading::PartHead;
use failed::Failed;
use held::Held;
use journal::Journal;
use ledger::Ledger;
use measured::Measured;
use permissions::Permissions;
use program::Program;

/// What the place holds itself to.
#[component]
pub(super) fn Promises(
    /// What is listed.
    facts: Facts,
) -> impl IntoView {
    let example = facts.example();
    let fee = example.as_ref().map_or(Credits::whole(4), |listing| listing.card.price);
    let measured = facts.listings.first().cloned();
    let exhibits: [AnyView; 7] = [
        view! { <Held fee=fee/> }.into_any(),
        view! { <Failed fee=fee/> }.into_any(),
        view! { <Journal fee=fee/> }.into_any(),
        view! { <Ledger fee=fee/> }.into_any(),
        example.map(|example| view! { <Permissions example=example/> }).into_any(),
        measured.map(|listing| view! { <Measured listing=listing/> }).into_any(),
        view! { <Program/> }.into_any(),
    ];
    let promises = text::PROMISE_LIST.into_iter().zip(exhibits).map(|((title, sentence), exhibit)| {
        view! {
            <li class="promise">
                <div>
                    <h3 class="text-lg font-semibold">{title}</h3>
                    <p class="mt-1 text-soft text-pretty">{sentence}</p>
                </div>
                {exhibit}
            </li>
        }
    });
    let promises = promises.collect_view();
    view! {
        <section class="page-wide page-part" aria-labelledby="promises">
            <PartHead id="promises" title=text::PROMISES lead=text::PROMISES_LEAD/>
            <ol class="promises">{promises}</ol>
        </section>
    }
}
