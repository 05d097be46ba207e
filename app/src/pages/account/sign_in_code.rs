//! `/sign-in/code`: the second step of signing in.

use leptos::prelude::*;

use super::sheet::{Refused, Sheet};
use crate::pages::{link, load};
use crate::ssr;
use crate::text::second_factor as words;
use crate::ui::button::{Button, ButtonLink, Look, Shape};
use crate::ui::field::TextField;

/// `/sign-in/code?next=…`
#[component]
pub(in crate::pages) fn SignInCode() -> impl IntoView {
    let form = ssr::page().form.clone().filter(|form| form.form == "sign-in-code");
    let sent = form.as_ref().and_then(|form| form.value("next")).map(str::to_owned);
    let next = sent.or_else(|| load::query("next")).filter(|next| link::own(next));
    let is_over = form.as_ref().is_some_and(|form| form.problem.code == "sign_in_over");
    let start_over = link::sign_in(next.as_deref().unwrap_or("/agents"));
    view! {
        <Sheet title=words::SIGN_IN_TITLE lead=words::SIGN_IN_LEAD>
            <Refused title=words::SIGN_IN_PROBLEM form=form/>
            {(!is_over)
                .then(|| {
                    view! {
                        <form class="space-y-5" method="post" action="/sign-in/code">
                            {next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
                            <TextField
                                name="code"
                                label=words::ANY_CODE
                                hint=words::SIGN_IN_HINT
                                autocomplete="one-time-code"
                                form=None
                            />
                            <Button look=Look::Primary shape=Shape::Wide>
                                {words::SIGN_IN}
                            </Button>
                        </form>
                    }
                })}
            <p>
                <ButtonLink look=if is_over { Look::Primary } else { Look::Ghost } href=start_over>
                    {words::START_OVER}
                </ButtonLink>
            </p>
        </Sheet>
    }
}
