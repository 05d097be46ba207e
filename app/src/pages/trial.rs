//! What whoever has no account is told of trial runs.

use domain::catalogue::ListingCard;
use leptos::prelude::*;
use service::trial::Offer;

use crate::ssr::PageContext;
use crate::text::{chrome, trial as text};
use crate::ui::button::{ButtonLink, Look, Size};

use super::link;

/// How many trial runs of an agent are left; `None` where there are none to be had: it is no trial agent, or somebody is
/// signed in.
pub(super) async fn offer(page: &PageContext, card: &ListingCard) -> Option<Offer> {
    if card.trial { left(page).await } else { None }
}

/// How many trial runs are left, of whichever agent.
pub(super) async fn left(page: &PageContext) -> Option<Offer> {
    let marks = page.marks.as_ref().filter(|_| !page.viewer.is_signed_in())?;
    let offer = service::trial::offer(&page.services, marks).await;
    // The page is whole without it; why it could not be read is logged.
    offer.inspect_err(|error| tracing::warn!(%error, "what is left of trials cannot be told")).ok()
}

/// The way to go on: an account, or signing in and back here.
#[component]
pub(super) fn GoOn(
    /// Where signing in leads back to.
    back: String,
) -> impl IntoView {
    view! {
        <p class="flex flex-wrap gap-2">
            <ButtonLink look=Look::Primary size=Size::Small href="/sign-up">
                {chrome::SIGN_UP}
            </ButtonLink>
            <ButtonLink size=Size::Small href=link::sign_in(&back)>
                {chrome::SIGN_IN}
            </ButtonLink>
        </p>
    }
}

/// Beside a trial run: how many are left, and how to keep it.
#[component]
pub(super) fn KeepRun(
    /// What is left, where it could be read.
    offer: Option<Offer>,
    /// The run's page.
    back: String,
) -> impl IntoView {
    view! {
        <section class="panel mt-6 p-6" aria-labelledby="keep">
            <h2 class="font-semibold" id="keep">
                {text::KEEP_TITLE}
            </h2>
            <p class="mt-2 text-sm text-soft">{text::KEEP}</p>
            <div class="mt-4">
                <GoOn back=back/>
            </div>
            {offer
                .map(|offer| {
                    view! { <p class="mt-4 text-sm font-medium tabular-nums">{text::left(offer.left)}</p> }
                })}
        </section>
    }
}
