//! What a run will cost at most, and what would be left.

use domain::credits::{Credits, LIST_VALUE, Usd};
use domain::quote::Quote;
use leptos::prelude::*;

use crate::text::{console as text, money, trial};
use crate::ui::credits::{Amount, Rounding};

/// The parts of a quote, in credits and dollars, and the balance after.
#[component]
pub(super) fn QuoteLines(
    /// The quote.
    quote: Quote,
    /// The price that a trial run saves.
    instead_of: Option<Credits>,
    /// Above which ceiling the viewer wants to be asked again.
    own_ceiling: Option<Credits>,
) -> impl IntoView {
    let is_short = quote.balance_after.is_some_and(|after| after < Credits::ZERO);
    view! {
        <h2 class="font-semibold">{text::QUOTE}</h2>
        <dl class="mt-4 space-y-3">
            {part(text::FEE, quote.fee)} {part(text::MODELS, quote.model_ceiling)}
            <div class="money-line money-total">
                <dt>{text::CEILING}</dt>
                <dd>
                    <Amount credits=quote.ceiling/>
                    {dollars(quote.ceiling_usd)}
                </dd>
            </div>
            {quote
                .available
                .map(|available| {
                    view! {
                        <div class="money-line">
                            <dt>{text::AVAILABLE}</dt>
                            <dd>
                                <Amount credits=available rounding=Rounding::Down/>
                            </dd>
                        </div>
                    }
                })}
            {quote
                .balance_after
                .map(|after| {
                    view! {
                        <div class=if is_short { "money-line text-error" } else { "money-line" }>
                            <dt>{text::AFTER}</dt>
                            <dd>
                                <Amount credits=after rounding=Rounding::Down/>
                            </dd>
                        </div>
                    }
                })}
            {own_ceiling
                .map(|most| {
                    view! {
                        <div class="money-line text-sm">
                            <dt>
                                <a class="link" href="/account/preferences#spending">
                                    {text::OWN_CEILING}
                                </a>
                            </dt>
                            <dd>
                                <Amount credits=most rounding=Rounding::Down/>
                            </dd>
                        </div>
                    }
                })}
        </dl>
        {instead_of
            .filter(|price| *price > Credits::ZERO)
            .map(|price| {
                let price = money::credits(price, &price.shown_up());
                view! { <p class="mt-3 text-sm text-soft">{trial::instead_of(&price)}</p> }
            })}
    }
}

fn part(label: &'static str, amount: Credits) -> impl IntoView {
    view! {
        <div class="money-line">
            <dt>{label}</dt>
            <dd>
                <Amount credits=amount/>
                {amount.worth(LIST_VALUE).map(dollars)}
            </dd>
        </div>
    }
}

fn dollars(amount: Usd) -> impl IntoView {
    view! {
        <span class="block text-sm font-normal text-soft" title=money::exact_dollars(amount)>
            {money::in_dollars(amount)}
        </span>
    }
}
