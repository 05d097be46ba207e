//! A quote as the console shows it, as an example.

use domain::credits::{Credits, LIST_VALUE, Usd};
use leptos::prelude::*;

use crate::text::{home as text, money};
use crate::ui::credits::Amount;
use crate::ui::icon::{self, Icon};

/// The fee of the example.
const FEE: Credits = Credits::whole(4);

/// An example of a quote, with what happens to it.
#[component]
pub(super) fn SampleQuote() -> impl IntoView {
    let in_dollars = FEE.worth(LIST_VALUE).map_or(Usd::ZERO, |dollars| dollars);
    view! {
        <figure class="panel quote-figure">
            <figcaption class="text-sm font-semibold text-soft">{text::SAMPLE_QUOTE}</figcaption>
            <dl class="mt-4 space-y-2">
                <div class="money-line">
                    <dt>{text::SAMPLE_FEE}</dt>
                    <dd>
                        <Amount credits=FEE/>
                    </dd>
                </div>
                <div class="money-line">
                    <dt>{text::SAMPLE_MODELS}</dt>
                    <dd>
                        <Amount credits=Credits::ZERO/>
                    </dd>
                </div>
                <div class="money-line money-total">
                    <dt>{text::SAMPLE_CEILING}</dt>
                    <dd>
                        <Amount credits=FEE/>
                        <span class="block text-sm font-normal text-soft">{money::in_dollars(in_dollars)}</span>
                    </dd>
                </div>
            </dl>
            <p class="mt-6 text-sm font-semibold text-soft">{text::SAMPLE_OUTCOMES}</p>
            <dl class="mt-2 space-y-2">
                <div class="money-line items-center">
                    <dt class="flex items-center gap-2">
                        <Icon glyph=icon::CIRCLE_CHECK class="size-4 text-success"/>
                        {text::SAMPLE_VALID}
                    </dt>
                    <dd>
                        <Amount credits=FEE/>
                    </dd>
                </div>
                <div class="money-line items-center">
                    <dt class="flex items-center gap-2">
                        <Icon glyph=icon::CIRCLE_X class="size-4 text-error"/>
                        {text::SAMPLE_FAILED}
                    </dt>
                    <dd>
                        <Amount credits=Credits::ZERO/>
                    </dd>
                </div>
            </dl>
        </figure>
    }
}
