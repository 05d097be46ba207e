//! The forms that begin, confirm and end a second factor.

use leptos::prelude::*;

use crate::pages::account::Refused;
use crate::pages::field::TextField;
use crate::ssr::{self, FormState};
use crate::text::second_factor as words;

fn sent(name: &str) -> Option<FormState> {
    ssr::page().form.clone().filter(|form| form.form == name)
}

/// Asks for the password and begins.
#[component]
pub(super) fn Begin() -> impl IntoView {
    let form = sent("second-factor");
    view! {
        <div class="max-w-md space-y-5">
            <Refused title=words::PROBLEM form=form.clone()/>
            <form class="space-y-5" method="post" action="/account/security/second-factor">
                <TextField
                    name="password"
                    label=words::PASSWORD
                    kind="password"
                    autocomplete="current-password"
                    form=form
                />
                <button type="submit" class="btn btn-primary">
                    {words::BEGIN}
                </button>
            </form>
        </div>
    }
}

/// Takes the first code.
#[component]
pub(super) fn Confirm() -> impl IntoView {
    let form = sent("second-factor-confirm");
    view! {
        <div class="max-w-md space-y-5">
            <Refused title=words::PROBLEM form=form.clone()/>
            <form class="space-y-5" method="post" action="/account/security/second-factor/confirm">
                <TextField
                    name="code"
                    label=words::CODE
                    hint=words::CODE_HINT
                    autocomplete="one-time-code"
                    form=form
                />
                <button type="submit" class="btn btn-primary">
                    {words::CONFIRM}
                </button>
            </form>
        </div>
    }
}

/// Asks for the password and a code, and turns it off.
#[component]
pub(super) fn TurnOff() -> impl IntoView {
    let form = sent("second-factor-off");
    view! {
        <div class="max-w-md space-y-5">
            <Refused title=words::PROBLEM form=form.clone()/>
            <form class="space-y-5" method="post" action="/account/security/second-factor/off">
                <TextField
                    name="password"
                    label=words::PASSWORD
                    kind="password"
                    autocomplete="current-password"
                    form=form.clone()
                />
                <TextField
                    name="code"
                    label=words::ANY_CODE
                    hint=words::SIGN_IN_HINT
                    autocomplete="one-time-code"
                    form=form
                />
                <button type="submit" class="btn btn-error btn-outline">
                    {words::TURN_OFF}
                </button>
            </form>
        </div>
    }
}
