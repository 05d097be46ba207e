//! `/verify`: the page that the link in the letter leads to. The link changes nothing; the button does.

use domain::error::Kind;
use leptos::prelude::*;

use super::sheet::{Refused, Sheet};
use crate::pages::load;
use crate::ssr;
use crate::text::{account as text, sign_up};
use crate::ui::alert::{Alert, Tone};
use crate::ui::button::{Button, ButtonLink, Look, Shape, Size};

/// `/verify`, `/verify?token=…`, `/verify?sent=1`
#[component]
pub(in crate::pages) fn Verify() -> impl IntoView {
    let page = ssr::page();
    let form = page.form.clone().filter(|form| form.form == "verify");
    let is_verified = page.user.as_ref().is_some_and(|user| user.email_verified_at.is_some());
    let is_resent = load::query("sent").is_some();
    let is_welcomed = load::query("welcome").is_none();
    // A button that came too often, or while something was away, is there again; one whose link is spent is not.
    let may_retry = form.as_ref().is_none_or(|form| matches!(form.problem.kind, Kind::RateLimited | Kind::Unavailable));
    let kept = form.as_ref().and_then(|form| form.value("token")).map(str::to_owned);
    let token = kept.or_else(|| load::query("token")).filter(|_| may_retry);
    if is_verified {
        return view! {
            <Sheet title=text::VERIFIED_TITLE lead=text::VERIFIED>
                {(!is_welcomed).then(|| view! { <Alert tone=Tone::Info>{text::NO_WELCOME}</Alert> })}
                <ButtonLink look=Look::Primary href="/agents">
                    {text::BROWSE}
                </ButtonLink>
            </Sheet>
        }
        .into_any();
    }
    let Some(token) = token else {
        let (title, lead) =
            if form.is_some() { (text::VERIFY_TITLE, text::NO_TOKEN) } else { (sign_up::SENT_TITLE, sign_up::SENT) };
        return view! {
            <Sheet title=title lead=lead>
                <Refused title=text::VERIFY_PROBLEM form=form/>
                {is_resent.then(|| view! { <Alert tone=Tone::Success>{text::RESENT}</Alert> })}
                <Again is_signed_in=page.user.is_some()/>
            </Sheet>
        }
        .into_any();
    };
    view! {
        <Sheet title=text::VERIFY_TITLE lead=text::VERIFY_LEAD>
            <Refused title=text::VERIFY_PROBLEM form=form/>
            <form method="post" action="/verify">
                <input type="hidden" name="token" value=token/>
                <Button look=Look::Primary size=Size::Large shape=Shape::Wide>
                    {text::VERIFY}
                </Button>
            </form>
        </Sheet>
    }
    .into_any()
}

/// How to have the letter sent again.
#[component]
fn Again(is_signed_in: bool) -> impl IntoView {
    if is_signed_in {
        return view! {
            <form method="post" action="/verify/resend">
                <Button >
                    {text::RESEND}
                </Button>
            </form>
        }
        .into_any();
    }
    view! {
        <p class="text-soft">{sign_up::SENT_NOTE}</p>
        <ButtonLink href="/sign-in?next=/verify">
            {text::SIGN_IN}
        </ButtonLink>
    }
    .into_any()
}
