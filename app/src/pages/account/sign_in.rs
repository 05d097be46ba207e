//! `/sign-in`

use leptos::either::Either;
use leptos::prelude::*;

use super::sheet::{Refused, Sheet};
use crate::pages::{link, load};
use crate::ssr;
use crate::text::{account as text, forgotten};
use crate::ui::alert::{Alert, Tone};
use crate::ui::button::{Button, ButtonLink, Look, Shape};
use crate::ui::field::{Kind, TextField};

/// `/sign-in`
#[component]
pub(in crate::pages) fn SignIn() -> impl IntoView {
    let page = ssr::page();
    let form = page.form.clone().filter(|form| form.form == "sign-in");
    let sent = form.as_ref().and_then(|form| form.value("next")).map(str::to_owned);
    let next = sent.or_else(|| load::query("next")).filter(|next| link::own(next));
    let is_verified = load::query("verified").is_some();
    let verified = if load::query("welcome").is_none() { text::VERIFIED_SIGN_IN } else { text::NO_WELCOME };
    let is_reset = load::query("reset").is_some();
    let is_sent_here = next.is_some() && form.is_none();
    if page.viewer.is_signed_in() {
        return Either::Left(view! {
            <Sheet title=text::SIGN_IN_TITLE lead=text::SIGNED_IN>
                <ButtonLink look=Look::Primary href=next.unwrap_or_else(|| "/agents".to_owned())>
                    {text::BROWSE}
                </ButtonLink>
            </Sheet>
        });
    }
    Either::Right(view! {
        <Sheet title=text::SIGN_IN_TITLE lead=text::SIGN_IN_LEAD>
            {is_verified
                .then(|| {
                    view! {
                        <Alert tone=Tone::Success title=text::VERIFIED_TITLE>
                            {verified}
                        </Alert>
                    }
                })}
            {is_reset
                .then(|| {
                    view! {
                        <Alert tone=Tone::Success title=forgotten::DONE_TITLE>
                            {forgotten::DONE}
                        </Alert>
                    }
                })}
            {is_sent_here.then(|| view! { <Alert tone=Tone::Info>{text::SIGN_IN_FIRST}</Alert> })}
            <Refused title=text::PROBLEM form=form.clone()/>
            <form class="space-y-5" method="post" action="/sign-in">
                {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                <TextField name="login" label=text::LOGIN autocomplete="username" form=form/>
                <TextField
                    name="password"
                    label=text::PASSWORD
                    kind=Kind::Password
                    autocomplete="current-password"
                    form=None
                />
                <Button look=Look::Primary shape=Shape::Wide>
                    {text::SIGN_IN}
                </Button>
            </form>
            <p>
                <a class="link text-primary" href="/forgot-password">
                    {forgotten::LINK}
                </a>
            </p>
            <p class="text-soft">
                {text::NEW_HERE} " "
                <a class="link text-primary" href="/sign-up">
                    {text::CREATE}
                </a>
            </p>
        </Sheet>
    })
}
