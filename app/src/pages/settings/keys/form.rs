//! The form of a new key.

use domain::account::KeyScope;
use domain::key::{CapPeriod, MAX_PER_MINUTE};
use leptos::prelude::*;

use crate::pages::account::Refused;
use crate::pages::field::TextField;
use crate::ssr::FormState;
use crate::text::keys as words;

/// The form of a new key.
#[expect(clippy::too_many_lines, reason = "a form reads best from its first field to its last")]
#[component]
pub(super) fn MakeKey(
    /// As it was sent before, if it did not fit.
    form: Option<FormState>,
) -> impl IntoView {
    let typed = |name: &str| form.as_ref().and_then(|form| form.value(name)).map(str::to_owned);
    let (cap, cap_period, days) = (typed("cap"), typed("cap_period"), typed("expires_days"));
    let per_minute = typed("requests_per_minute");
    let error = |name: &'static str| {
        let error = form.as_ref().and_then(|form| form.error(name)).map(str::to_owned);
        error.map(|error| view! { <p class="field-error" id=format!("{name}-error")>{error}</p> })
    };
    let is_wrong = |name: &str| form.as_ref().is_some_and(|form| form.error(name).is_some()).then_some("true");
    view! {
        <Refused title=words::PROBLEM form=form.clone()/>
        <form class="mt-4 space-y-6" method="post" action="/account/keys">
            <TextField name="name" label=words::NAME hint=words::NAME_HINT autocomplete="off" form=form.clone()/>
            <fieldset aria-describedby=is_wrong("scopes").map(|_| "scopes-error")>
                <legend class="field-label mb-2">{words::SCOPES}</legend>
                <div class="space-y-2">
                    {KeyScope::ALL.map(|scope| view! { <Scope scope=scope form=form.clone()/> }).collect_view()}
                </div>
                {error("scopes")}
            </fieldset>
            <div class="field">
                <label class="field-label" for="expires_days">
                    {words::EXPIRES}
                </label>
                <select class="select w-full sm:w-64" id="expires_days" name="expires_days" autocomplete="off">
                    {words::ENDINGS
                        .map(|(value, label)| {
                            let is_chosen = days.as_deref().unwrap_or("90") == value.to_string();
                            view! {
                                <option value=value selected=is_chosen>
                                    {label}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                {error("expires_at")}
            </div>
            <div class="grid gap-4 sm:grid-cols-2">
                <div class="field">
                    <label class="field-label" for="cap">
                        {words::CAP}
                    </label>
                    <input
                        class="input w-full"
                        id="cap"
                        name="cap"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        value=cap
                        aria-invalid=is_wrong("cap")
                        aria-describedby="cap-hint"
                    />
                    {error("cap")}
                    <p class="field-hint" id="cap-hint">
                        {words::CAP_HINT}
                    </p>
                </div>
                <div class="field">
                    <label class="field-label" for="cap_period">
                        {words::CAP_PERIOD}
                    </label>
                    <select class="select w-full" id="cap_period" name="cap_period" autocomplete="off">
                        {[CapPeriod::Month, CapPeriod::Total]
                            .map(|period| {
                                let is_chosen = cap_period.as_deref() == Some(period.as_str());
                                view! {
                                    <option value=period.as_str() selected=is_chosen>
                                        {words::period(period)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                    {error("cap_period")}
                </div>
            </div>
            <div class="field">
                <label class="field-label" for="requests_per_minute">
                    {words::PER_MINUTE}
                </label>
                <input
                    class="input w-full sm:w-64"
                    id="requests_per_minute"
                    name="requests_per_minute"
                    type="number"
                    min="1"
                    max=MAX_PER_MINUTE
                    autocomplete="off"
                    value=per_minute
                    aria-invalid=is_wrong("requests_per_minute")
                    aria-describedby="requests_per_minute-hint"
                />
                {error("requests_per_minute")}
                <p class="field-hint" id="requests_per_minute-hint">
                    {words::PER_MINUTE_HINT}
                </p>
            </div>
            <button type="submit" class="btn btn-primary">
                {words::SUBMIT}
            </button>
        </form>
    }
}

/// A thing that the key may do, to be ticked.
#[component]
fn Scope(scope: KeyScope, form: Option<FormState>) -> impl IntoView {
    let word = scope.as_str();
    let is_ticked = form.is_some_and(|form| form.values.iter().any(|(name, value)| name == "scopes" && value == word));
    view! {
        <label class="flex items-start gap-3">
            <input class="checkbox mt-0.5" type="checkbox" name="scopes" value=word checked=is_ticked/>
            <span>
                <span class="block">{words::scope(scope)}</span>
                <code class="text-sm text-soft">{word}</code>
            </span>
        </label>
    }
}
