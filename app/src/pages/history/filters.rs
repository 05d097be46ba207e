//! The form that narrows the history: a plain one, whose state is the address.

use domain::error::FieldError;
use domain::run::Status;
use leptos::prelude::*;

use super::asked::Asked;
use crate::text::{history as words, run};
use crate::ui::icon::{self, Icon};

/// Search and filters; what is set stands in the fields.
#[component]
pub(super) fn Filters(
    /// What is asked now.
    asked: Asked,
    /// The agents to choose from: name in addresses and name.
    agents: Vec<(String, String)>,
    /// What of it cannot be read.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let narrowing = asked.narrowing.clone();
    let error = move |name: &str| errors.iter().find(|error| error.field == name).map(|error| error.message.clone());
    let chosen = narrowing.agent.clone().unwrap_or_default();
    let status = narrowing.status.clone().unwrap_or_default();
    view! {
        <form class="panel mt-8 grid gap-x-4 gap-y-3 p-5 sm:grid-cols-2 lg:grid-cols-6" method="get" action="/runs" role="search">
            <div class="field sm:col-span-2">
                <label class="field-label" for="text">
                    {words::TEXT}
                </label>
                <label class="input w-full">
                    <Icon glyph=icon::SEARCH class="size-5 text-soft"/>
                    <input
                        type="search"
                        id="text"
                        name="text"
                        value=narrowing.text.clone()
                        maxlength=service::run::MAX_SEARCH
                        aria-describedby="text-hint"
                        aria-invalid=error("text").is_some().then_some("true")
                    />
                </label>
                {message("text", error("text"))}
            </div>
            <div class="field">
                <label class="field-label" for="agent">
                    {words::AGENT}
                </label>
                <select class="select w-full" id="agent" name="agent">
                    <option value="">{words::ANY_AGENT}</option>
                    {agents
                        .into_iter()
                        .map(|(slug, name)| {
                            let selected = slug == chosen;
                            view! {
                                <option value=slug selected=selected>
                                    {name}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                {message("agent", error("agent"))}
            </div>
            <div class="field">
                <label class="field-label" for="status">
                    {words::STATUS}
                </label>
                <select class="select w-full" id="status" name="status">
                    <option value="">{words::ANY_STATUS}</option>
                    {Status::ALL
                        .iter()
                        .map(|known| {
                            view! {
                                <option value=known.as_str() selected=known.as_str() == status>
                                    {run::status(*known)}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                {message("status", error("status"))}
            </div>
            {day("from", words::FROM, narrowing.from.clone(), error("from"))}
            {day("to", words::TO, narrowing.to.clone(), error("to"))}
            <p class="field-hint sm:col-span-2 lg:col-span-4" id="text-hint">
                {words::TEXT_HINT}
            </p>
            <div class="flex items-end justify-end gap-2 sm:col-span-2">
                {(!narrowing.is_all())
                    .then(|| {
                        view! {
                            <a class="btn btn-ghost" href="/runs">
                                {words::CLEAR}
                            </a>
                        }
                    })}
                <button type="submit" class="btn btn-primary">
                    {words::APPLY}
                </button>
            </div>
        </form>
    }
}

fn day(name: &'static str, label: &'static str, value: Option<String>, error: Option<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for=name>
                {label}
            </label>
            <input
                class="input w-full"
                type="date"
                id=name
                name=name
                value=value
                aria-invalid=error.is_some().then_some("true")
            />
            {message(name, error)}
        </div>
    }
}

fn message(name: &'static str, error: Option<String>) -> impl IntoView {
    error.map(|error| view! { <p class="field-error" id=format!("{name}-error")>{error}</p> })
}
