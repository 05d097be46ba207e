//! What a run will cost, and the button that starts it, side by side with what stands in the way.

use std::sync::Arc;

use domain::credits::Credits;
use domain::quote::Quote;
use leptos::prelude::*;
use service::trial::Offer;

use super::confirm::Confirm;
use super::hints::Hints;
use super::quote::QuoteLines;
use crate::ssr::{FormState, PageContext};
use crate::text::{console as text, trial};
use crate::ui::button::{Button, Look, Shape};
use crate::ui::icon;

/// The quote and the button.
#[component]
pub(super) fn Start(
    /// The page.
    page: Arc<PageContext>,
    /// The agent's fee.
    price: Credits,
    /// What it would cost.
    quote: Quote,
    /// What is left of trials, where nobody is signed in and the agent can be tried.
    offer: Option<Offer>,
    /// The form as it was sent before, if it did not fit.
    form: Option<FormState>,
    /// Whether the run branches from an earlier one.
    branches: bool,
) -> impl IntoView {
    let is_trial = offer.is_some_and(|offer| offer.left > 0);
    let is_verified = page.user.as_ref().is_some_and(|user| user.email_verified_at.is_some());
    let is_short = quote.balance_after.is_some_and(|after| after < Credits::ZERO);
    let can_start = is_trial || (is_verified && !is_short);
    let waits = page.user.is_some() && !is_verified && is_short;
    let note = if is_trial { trial::QUOTE_NOTE } else { text::QUOTE_NOTE };
    let own_ceiling = page.preferences.default_ceiling;
    let confirm = own_ceiling
        .filter(|_| page.preferences.asks_before(quote.ceiling))
        .map(|most| view! { <Confirm most=most form=form/> });
    let ceiling = quote.ceiling;
    let (user, path) = (page.user.clone(), page.target.clone());
    view! {
        <section class="panel h-fit p-5 md:sticky md:top-24 lg:p-6" aria-labelledby="quote">
            <QuoteLines
                quote=quote.clone()
                instead_of=is_trial.then_some(price)
                own_ceiling=own_ceiling
                waits_for_welcome=waits
            />
            <Hints user=user quote=quote offer=offer path=path/>
            <div class="mt-5 space-y-4 border-t border-base-300 pt-5">
                {confirm}
                <div>
                    <Button
                        look=Look::Primary
                        shape=Shape::Wide
                        glyph=icon::PLAY
                        class="h-auto min-h-12 py-2.5 text-base lg:text-lg"
                        attr:data-start=can_start.then_some("")
                        disabled=!can_start
                    >
                        {text::start(ceiling)}
                    </Button>
                    <p class="mt-2 text-sm font-medium empty:mt-0" role="status" data-sending=""></p>
                </div>
                <p class="field-hint">{note}</p>
                {branches.then(|| view! { <p class="field-hint">{text::BRANCH_PRICE}</p> })}
            </div>
        </section>
    }
}
