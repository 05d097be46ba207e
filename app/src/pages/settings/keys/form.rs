//! The form of a new key.

use domain::account::KeyScope;
use domain::key::CapPeriod;
use leptos::prelude::*;

use crate::pages::account::Refused;
use crate::ssr::FormState;
use crate::text::keys as words;
use crate::ui::button::{Button, Look};
use crate::ui::field::{Kind, Sent, TextField};
use crate::ui::select::{Choice, SelectField};
use crate::ui::tick::Tick;

/// The form of a new key.
#[component]
pub(super) fn MakeKey(
    /// As it was sent before, if it did not fit.
    form: Option<FormState>,
) -> impl IntoView {
    let scopes = Sent::of(form.as_ref(), "scopes").error;
    let scopes_error = scopes.as_ref().map(|_| "scopes-error");
    let endings: Vec<Choice> =
        words::ENDINGS.iter().map(|(days, label)| Choice::new(days.to_string(), *label)).collect();
    let periods: Vec<Choice> = [CapPeriod::Month, CapPeriod::Total]
        .into_iter()
        .map(|period| Choice::new(period.as_str(), words::period(period)))
        .collect();
    view! {
        <Refused title=words::PROBLEM form=form.clone()/>
        <form class="mt-4 space-y-6" method="post" action="/account/keys">
            <TextField name="name" label=words::NAME hint=words::NAME_HINT form=form.clone()/>
            <fieldset aria-describedby=scopes_error>
                <legend class="field-label mb-2">{words::SCOPES}</legend>
                <div class="space-y-2">
                    {KeyScope::ALL.map(|scope| view! { <Scope scope=scope form=form.clone()/> }).collect_view()}
                </div>
                {scopes.map(|error| view! { <p class="field-error" id="scopes-error">{error}</p> })}
            </fieldset>
            <SelectField
                name="expires_days"
                label=words::EXPIRES
                choices=endings
                chosen="90"
                autocomplete="off"
                form=form.clone()
                error_name="expires_at"
                class="sm:w-64"
            />
            <div class="grid gap-4 sm:grid-cols-2">
                <TextField
                    name="cap"
                    label=words::CAP
                    hint=words::CAP_HINT
                    kind=Kind::Decimal
                    may_be_empty=true
                    form=form.clone()
                />
                <SelectField
                    name="cap_period"
                    label=words::CAP_PERIOD
                    choices=periods
                    autocomplete="off"
                    form=form.clone()
                />
            </div>
            <TextField
                name="requests_per_minute"
                label=words::PER_MINUTE
                hint=words::PER_MINUTE_HINT
                kind=Kind::Whole
                may_be_empty=true
                form=form
                class="sm:w-64"
            />
            <Button look=Look::Primary>{words::SUBMIT}</Button>
        </form>
    }
}

/// A thing that the key may do, to be ticked.
#[component]
fn Scope(scope: KeyScope, form: Option<FormState>) -> impl IntoView {
    let word = scope.as_str();
    let is_ticked = form.is_some_and(|form| form.values.iter().any(|(name, value)| name == "scopes" && value == word));
    view! {
        <Tick
            name="scopes"
            value=word
            id=format!("scope-{word}").replace(':', "-")
            label=words::scope(scope)
            code=word
            ticked=is_ticked
        />
    }
}
