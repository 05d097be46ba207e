//! `/reset-password`: the page that the link in the letter leads to. The link changes nothing; the form does.

use leptos::prelude::*;
use service::Problem;
use service::account as use_cases;

use super::sheet::{Refused, Sheet};
use crate::islands::PasswordRules;
use crate::pages::load;
use crate::ssr::{self, FormState};
use crate::text::forgotten as words;
use crate::ui::button::{Button, ButtonLink, Look, Shape};
use crate::ui::field::{Kind, TextField};

/// `/reset-password?token=…`
#[component]
pub(in crate::pages) fn ResetPassword() -> impl IntoView {
    let page = ssr::page();
    let form = page.form.clone().filter(|form| form.form == "reset-password");
    let kept = form.as_ref().and_then(|form| form.value("token")).map(str::to_owned);
    let token = kept.or_else(|| load::query("token")).unwrap_or_default();
    load::loaded(async move {
        let is_open = use_cases::is_reset_open(&page.services, &token).await.map_err(Problem::from)?;
        Ok(if is_open { view! { <Choose token=token form=form/> }.into_any() } else { view! { <Over/> }.into_any() })
    })
}

#[component]
fn Choose(
    /// Of the letter.
    token: String,
    /// The form as it was sent before, if it did not fit.
    form: Option<FormState>,
) -> impl IntoView {
    // The password is never sent back, its error is.
    let password = form.clone().map(|mut form| {
        form.values.clear();
        form
    });
    view! {
        <Sheet title=words::RESET_TITLE lead=words::RESET_LEAD>
            <Refused title=words::RESET_PROBLEM form=form/>
            <form class="space-y-5" method="post" action="/reset-password">
                <input type="hidden" name="token" value=token/>
                <div data-wait="touch">
                    <PasswordRules>
                        <TextField
                            name="password"
                            label=words::NEW_PASSWORD
                            kind=Kind::Password
                            autocomplete="new-password"
                            form=password
                            described_by="password-rules"
                        />
                    </PasswordRules>
                </div>
                <Button look=Look::Primary shape=Shape::Wide>
                    {words::RESET}
                </Button>
            </form>
        </Sheet>
    }
}

/// Where the link is spent, only another letter helps.
#[component]
fn Over() -> impl IntoView {
    view! {
        <Sheet title=words::OVER_TITLE lead=words::OVER>
            <ButtonLink look=Look::Primary href="/forgot-password">
                {words::AGAIN}
            </ButtonLink>
        </Sheet>
    }
}
