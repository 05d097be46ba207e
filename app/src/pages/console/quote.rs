//! What a run will cost at most, and what would be left.

use domain::credits::{Credits, LIST_VALUE, Usd};
use domain::quote::Quote;
use leptos::prelude::*;

use crate::text::{console as text, money, trial};
use crate::ui::credits::{Amount, Rounding};
use crate::ui::line::{AmountLine, Line, TotalLine};

/// The parts of a quote, in credits and dollars, and the balance after.
#[component]
pub(super) fn QuoteLines(
    /// The quote.
    quote: Quote,
    /// The price that a trial run saves.
    instead_of: Option<Credits>,
    /// Above which ceiling the viewer wants to be asked again.
    own_ceiling: Option<Credits>,
    /// Whether the viewer's first credits come only when its address is verified.
    waits_for_welcome: bool,
) -> impl IntoView {
    let available = quote.available.filter(|_| !waits_for_welcome);
    let after = quote.balance_after.filter(|_| !waits_for_welcome);
    view! {
        <h2 class="panel-title" id="quote">
            {text::QUOTE}
        </h2>
        <dl class="mt-4 space-y-3">
            {part(text::FEE, quote.fee)} {part(text::MODELS, quote.model_ceiling)}
            <TotalLine label=text::CEILING credits=quote.ceiling>{dollars(quote.ceiling_usd)}</TotalLine>
            {available.map(|available| view! { <AmountLine label=text::AVAILABLE credits=available rounding=Rounding::Down/> })}
            {after.map(left)}
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
        {waits_for_welcome.then(|| view! { <p class="mt-3 text-sm text-soft">{text::WELCOME_WAITS}</p> })}
        {instead_of
            .filter(|price| *price > Credits::ZERO)
            .map(|price| {
                let price = money::credits(price, &price.shown_up());
                view! { <p class="mt-3 text-sm text-soft">{trial::instead_of(&price)}</p> }
            })}
    }
}

/// What would be left; where it does not suffice, what is missing.
fn left(after: Credits) -> impl IntoView {
    let missing = Credits::ZERO.minus(after).filter(|missing| *missing > Credits::ZERO);
    let (class, label, amount, rounding) = match missing {
        Some(missing) => ("money-line text-error", text::MISSING, missing, Rounding::Up),
        None => ("money-line", text::AFTER, after, Rounding::Down),
    };
    view! {
        <div class=class>
            <dt>{label}</dt>
            <dd>
                <Amount credits=amount rounding=rounding/>
            </dd>
        </div>
    }
}

fn part(label: &'static str, amount: Credits) -> impl IntoView {
    view! {
        <Line label=label>
            <Amount credits=amount/>
            {amount.worth(LIST_VALUE).map(dollars)}
        </Line>
    }
}

fn dollars(amount: Usd) -> impl IntoView {
    view! {
        <span class="block text-sm font-normal text-soft" title=money::exact_dollars(amount)>
            {money::in_dollars(amount)}
        </span>
    }
}
