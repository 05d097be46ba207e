//! `/forgot-password`

use leptos::either::Either;
use leptos::prelude::*;

use super::sheet::{Refused, Sheet};
use crate::pages::load;
use crate::ssr;
use crate::text::forgotten as words;
use crate::ui::button::{Button, ButtonLink, Look, Shape};
use crate::ui::field::{Kind, TextField};

/// `/forgot-password`, `/forgot-password?sent=1`
#[component]
pub(in crate::pages) fn ForgotPassword() -> impl IntoView {
    let form = ssr::page().form.clone().filter(|form| form.form == "forgot-password");
    if form.is_none() && load::query("sent").is_some() {
        return Either::Left(view! {
            <Sheet title=words::SENT_TITLE lead=words::SENT>
                <p class="text-soft">{words::SENT_NOTE}</p>
                <p class="flex flex-wrap gap-3">
                    <ButtonLink href="/sign-in">
                        {words::BACK}
                    </ButtonLink>
                    <ButtonLink look=Look::Ghost href="/forgot-password">
                        {words::AGAIN}
                    </ButtonLink>
                </p>
            </Sheet>
        });
    }
    Either::Right(view! {
        <Sheet title=words::TITLE lead=words::LEAD>
            <Refused title=words::PROBLEM form=form.clone()/>
            <form class="space-y-5" method="post" action="/forgot-password">
                <TextField name="email" label=words::EMAIL kind=Kind::Email autocomplete="email" form=form/>
                <Button look=Look::Primary shape=Shape::Wide>
                    {words::SUBMIT}
                </Button>
            </form>
            <p>
                <a class="link text-primary" href="/sign-in">
                    {words::BACK}
                </a>
            </p>
        </Sheet>
    })
}
