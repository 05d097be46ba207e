//! What stands in the way of a start, and what to do about it.

use domain::account::User;
use domain::credits::Credits;
use domain::quote::Quote;
use leptos::prelude::*;
use service::trial::Offer;

use super::RESEND;
use crate::pages::link;
use crate::pages::trial::GoOn;
use crate::ssr::FormState;
use crate::text::{account, chrome, console as text, trial};
use crate::ui::alert::{Alert, Tone};
use crate::ui::button::{Button, ButtonLink, Look, Size};

/// One of: trial runs left or used up, sign in, verify, balance too short. Nothing where a run can start.
#[component]
pub(super) fn Hints(
    /// Who is signed in.
    user: Option<User>,
    /// What it would cost.
    quote: Quote,
    /// What is left of trials, where nobody is signed in and the agent can be tried.
    offer: Option<Offer>,
    /// This page's path.
    path: String,
) -> impl IntoView {
    let missing =
        quote.balance_after.filter(|after| *after < Credits::ZERO).and_then(|after| Credits::ZERO.minus(after));
    let hint = match (user, missing) {
        (None, _) if offer.is_some() => offer.map(|offer| view! { <Trial offer=offer path=path/> }.into_any()),
        (None, _) => Some(
            view! {
                <Alert tone=Tone::Info title=text::SIGN_IN_TITLE>
                    <p>{text::SIGN_IN}</p>
                    <p class="flex flex-wrap gap-2">
                        <ButtonLink look=Look::Primary size=Size::Small href=link::sign_in(&path)>
                            {chrome::SIGN_IN}
                        </ButtonLink>
                        <ButtonLink size=Size::Small href="/sign-up">
                            {chrome::SIGN_UP}
                        </ButtonLink>
                    </p>
                </Alert>
            }
            .into_any(),
        ),
        (Some(user), _) if user.email_verified_at.is_none() => Some(
            view! {
                <Alert tone=Tone::Warning title=text::VERIFY_TITLE>
                    <p>{text::VERIFY}</p>
                    <Button size=Size::Small attr:form=RESEND>
                        {account::RESEND}
                    </Button>
                </Alert>
            }
            .into_any(),
        ),
        (Some(_), Some(missing)) => Some(
            view! {
                <Alert tone=Tone::Warning title=text::SHORT_TITLE>
                    <p>{text::short(missing)}</p>
                    <p class="flex flex-wrap gap-2">
                        <ButtonLink size=Size::Small href="/agents?sort=price_up">
                            {text::FREE_AGENTS}
                        </ButtonLink>
                        <ButtonLink look=Look::Ghost size=Size::Small href="/credits">
                            {text::SEE_CREDITS}
                        </ButtonLink>
                    </p>
                </Alert>
            }
            .into_any(),
        ),
        (Some(_), None) => None,
    };
    hint.map(|hint| view! { <div class="mt-5">{hint}</div> })
}

/// How many trial runs are left; where none is, the way to go on.
#[component]
fn Trial(offer: Offer, path: String) -> impl IntoView {
    if offer.left > 0 {
        return view! {
            <Alert tone=Tone::Success>
                <p class="font-semibold">{trial::left(offer.left)}</p>
            </Alert>
        }
        .into_any();
    }
    view! {
        <Alert tone=Tone::Warning title=trial::USED_UP_TITLE>
            <p>{trial::used_up(offer.bound)} " " {trial::GO_ON}</p>
            <GoOn back=path/>
        </Alert>
    }
    .into_any()
}

/// Why a start was refused: what happened, what it means for the money, what next.
#[component]
pub(super) fn Refused(
    /// The form as it was sent.
    form: FormState,
    /// Whether a file has to be chosen again.
    has_file: bool,
) -> impl IntoView {
    let price_changed = form.problem.code == "quote_changed";
    let title = if price_changed { text::QUOTE_CHANGED_TITLE } else { text::PROBLEM_TITLE };
    view! {
        <div class="mt-6">
            <Alert tone=Tone::Error title=title>
                <p>{if form.problem.fields.is_empty() { form.problem.detail } else { text::MARKED.to_owned() }}</p>
                <p>{if price_changed { text::QUOTE_CHANGED } else { text::NOT_CHARGED }}</p>
                {has_file.then(|| view! { <p>{text::CHOOSE_FILE_AGAIN}</p> })}
            </Alert>
        </div>
    }
}
