//! The forms that begin, confirm and end a second factor.

use leptos::prelude::*;

use crate::pages::account::Refused;
use crate::ssr::{self, FormState};
use crate::text::second_factor as words;
use crate::ui::button::{Button, Look};
use crate::ui::field::{Kind, TextField};

/// Asks for the password and begins.
#[component]
pub(super) fn Begin() -> impl IntoView {
    let sent = sent("second-factor");
    view! {
        <Asked action="/account/security/second-factor" sent=sent.clone() button=words::BEGIN>
            <Password sent=sent/>
        </Asked>
    }
}

/// Takes the first code.
#[component]
pub(super) fn Confirm() -> impl IntoView {
    let sent = sent("second-factor-confirm");
    view! {
        <Asked action="/account/security/second-factor/confirm" sent=sent.clone() button=words::CONFIRM>
            <Code label=words::CODE hint=words::CODE_HINT sent=sent/>
        </Asked>
    }
}

/// Asks for the password and a code, and turns it off.
#[component]
pub(super) fn TurnOff() -> impl IntoView {
    let sent = sent("second-factor-off");
    view! {
        <Asked
            action="/account/security/second-factor/off"
            sent=sent.clone()
            button=words::TURN_OFF
            look=Look::DangerOutline
        >
            <Password sent=sent.clone()/>
            <Code label=words::ANY_CODE hint=words::SIGN_IN_HINT sent=sent/>
        </Asked>
    }
}

/// The form of that name as it was sent, if it did not fit.
fn sent(name: &str) -> Option<FormState> {
    ssr::page().form.clone().filter(|form| form.form == name)
}

/// A form: why it was not taken, its fields, its button.
#[component]
fn Asked(
    /// Where it is posted.
    action: &'static str,
    /// As it was sent before, if it did not fit.
    sent: Option<FormState>,
    /// What its button says.
    button: &'static str,
    /// How the button looks.
    #[prop(default = Look::Primary)]
    look: Look,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="max-w-md space-y-5">
            <Refused title=words::PROBLEM form=sent/>
            <form class="space-y-5" method="post" action=action>
                {children()}
                <Button look=look>{button}</Button>
            </form>
        </div>
    }
}

#[component]
fn Password(sent: Option<FormState>) -> impl IntoView {
    view! {
        <TextField name="password" label=words::PASSWORD kind=Kind::Password autocomplete="current-password" form=sent/>
    }
}

#[component]
fn Code(label: &'static str, hint: &'static str, sent: Option<FormState>) -> impl IntoView {
    view! { <TextField name="code" label=label hint=hint autocomplete="one-time-code" form=sent/> }
}
