//! `/forgot-password`

use leptos::either::Either;
use leptos::prelude::*;

use super::sheet::{Refused, Sheet};
use crate::pages::field::TextField;
use crate::pages::load;
use crate::ssr;
use crate::text::forgotten as words;

/// `/forgot-password`, `/forgot-password?sent=1`
#[component]
pub(in crate::pages) fn ForgotPassword() -> impl IntoView {
    let form = ssr::page().form.clone().filter(|form| form.form == "forgot-password");
    if form.is_none() && load::query("sent").is_some() {
        return Either::Left(view! {
            <Sheet title=words::SENT_TITLE lead=words::SENT>
                <p class="text-soft">{words::SENT_NOTE}</p>
                <p class="flex flex-wrap gap-3">
                    <a class="btn" href="/sign-in">
                        {words::BACK}
                    </a>
                    <a class="btn btn-ghost" href="/forgot-password">
                        {words::AGAIN}
                    </a>
                </p>
            </Sheet>
        });
    }
    Either::Right(view! {
        <Sheet title=words::TITLE lead=words::LEAD>
            <Refused title=words::PROBLEM form=form.clone()/>
            <form class="space-y-5" method="post" action="/forgot-password">
                <TextField name="email" label=words::EMAIL kind="email" autocomplete="email" form=form/>
                <button type="submit" class="btn btn-primary btn-block">
                    {words::SUBMIT}
                </button>
            </form>
            <p>
                <a class="link text-primary" href="/sign-in">
                    {words::BACK}
                </a>
            </p>
        </Sheet>
    })
}
