//! Changing the password.

use std::sync::Arc;

use leptos::prelude::*;

use crate::islands::PasswordRules;
use crate::pages::account::Refused;
use crate::ssr::PageContext;
use crate::text::settings as words;
use crate::ui::button::{Button, Look};
use crate::ui::field::{Kind, TextField};
use crate::ui::panel::Panel;

/// The form that asks for the old password and the new one.
#[component]
pub(super) fn ChangePassword(page: Arc<PageContext>) -> impl IntoView {
    let form = page.form.clone().filter(|form| form.form == "password");
    let name = page.user.as_ref().map(|user| user.username.clone());
    view! {
        <Panel id="password" title=words::PASSWORD lead=words::PASSWORD_LEAD>
            <form class="max-w-md space-y-5" method="post" action="/account/security/password">
                <Refused title=words::PASSWORD_PROBLEM form=form.clone()/>
                // For managers of passwords: whose it is.
                <input type="text" name="username" autocomplete="username" value=name hidden=true/>
                <TextField
                    name="current_password"
                    label=words::OLD_PASSWORD
                    kind=Kind::Password
                    autocomplete="current-password"
                    form=form.clone()
                />
                <div data-wait="touch">
                    <PasswordRules>
                        <TextField
                            name="new_password"
                            label=words::NEW_PASSWORD
                            kind=Kind::Password
                            autocomplete="new-password"
                            form=form
                            described_by="password-rules"
                        />
                    </PasswordRules>
                </div>
                <Button look=Look::Primary>
                    {words::CHANGE_PASSWORD}
                </Button>
            </form>
        </Panel>
    }
}
