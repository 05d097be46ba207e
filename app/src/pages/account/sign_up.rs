//! `/sign-up`

use leptos::prelude::*;

use super::sheet::{Refused, Sheet};
use crate::islands::PasswordRules;
use crate::ssr;
use crate::text::sign_up as text;
use crate::ui::button::{Button, Look, Shape};
use crate::ui::field::{Kind, TextField};

/// `/sign-up`
#[component]
pub(in crate::pages) fn SignUp() -> impl IntoView {
    let form = ssr::page().form.clone().filter(|form| form.form == "sign-up");
    // The password is never sent back, its error is.
    let password = form.clone().map(|mut form| {
        form.values.clear();
        form
    });
    view! {
        <Sheet title=text::TITLE lead=text::LEAD>
            <Refused title=text::PROBLEM form=form.clone()/>
            <form class="space-y-5" method="post" action="/sign-up">
                <TextField
                    name="email"
                    label=text::EMAIL
                    hint=text::EMAIL_HINT
                    kind=Kind::Email
                    autocomplete="email"
                    form=form.clone()
                />
                <TextField
                    name="username"
                    label=text::USERNAME
                    hint=text::USERNAME_HINT
                    autocomplete="username"
                    form=form.clone()
                />
                <TextField name="full_name" label=text::FULL_NAME autocomplete="name" form=form/>
                <div data-wait="touch">
                    <PasswordRules>
                        <TextField
                            name="password"
                            label=text::PASSWORD
                            kind=Kind::Password
                            autocomplete="new-password"
                            form=password
                            described_by="password-rules"
                        />
                    </PasswordRules>
                </div>
                <Button look=Look::Primary shape=Shape::Wide>
                    {text::SUBMIT}
                </Button>
            </form>
            <p class="text-soft">
                {text::HAVE_ONE} " "
                <a class="link text-primary" href="/sign-in">
                    {text::SIGN_IN}
                </a>
            </p>
        </Sheet>
    }
}
