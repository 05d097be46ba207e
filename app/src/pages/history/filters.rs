//! The form that narrows the history: a plain one, whose state is the address. Words in sight, the rest folded.

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
    let narrowing = asked.narrowing;
    let error = move |name: &str| errors.iter().find(|error| error.field == name).map(|error| error.message.clone());
    let folded = [&narrowing.agent, &narrowing.status, &narrowing.from, &narrowing.to];
    let count = folded.into_iter().flatten().filter(|value| !value.is_empty()).count();
    let is_set = count > 0;
    let statuses =
        Status::ALL.iter().map(|known| (known.as_str().to_owned(), run::status(*known).to_owned())).collect();
    view! {
        <form class="mt-8 space-y-3" method="get" action="/runs" role="search" aria-label=words::FILTERS>
            <div class="flex gap-3">
                <label class="input min-w-0 flex-1">
                    <Icon glyph=icon::SEARCH class="size-5 text-soft"/>
                    <span class="sr-only">{words::TEXT}</span>
                    <input
                        type="search"
                        name="text"
                        value=narrowing.text.clone()
                        placeholder=words::TEXT_PLACE
                        maxlength=service::run::MAX_SEARCH
                        aria-describedby="text-hint"
                        aria-invalid=error("text").is_some().then_some("true")
                    />
                </label>
                <button type="submit" class="btn btn-primary">
                    {words::SEARCH}
                </button>
            </div>
            {message("text", error("text"))}
            <details open=is_set>
                <summary class="btn btn-ghost btn-sm">
                    <Icon glyph=icon::SLIDERS_HORIZONTAL/>
                    {words::MORE}
                    {is_set.then(|| view! { <span class="chip chip-accent tabular-nums">{count}</span> })}
                </summary>
                <div class="panel mt-3 grid grid-cols-2 gap-4 p-4 sm:p-5 lg:grid-cols-4">
                    {choice("agent", words::AGENT, words::ANY_AGENT, agents, narrowing.agent.clone(), error("agent"))}
                    {choice("status", words::STATUS, words::ANY_STATUS, statuses, narrowing.status.clone(), error("status"))}
                    {day("from", words::FROM, narrowing.from.clone(), error("from"))}
                    {day("to", words::TO, narrowing.to.clone(), error("to"))}
                    <div class="col-span-full flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
                        <p class="field-hint max-w-2xl flex-1 basis-72" id="text-hint">
                            {words::TEXT_HINT}
                        </p>
                        <button type="submit" class="btn max-sm:btn-block">
                            {words::APPLY}
                        </button>
                    </div>
                </div>
            </details>
        </form>
    }
}

fn choice(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    known: Vec<(String, String)>,
    chosen: Option<String>,
    error: Option<String>,
) -> impl IntoView {
    let options = known.into_iter().map(|(value, label)| {
        let selected = chosen.as_ref() == Some(&value);
        view! {
            <option value=value selected=selected>
                {label}
            </option>
        }
    });
    let options = options.collect_view();
    view! {
        <div class="field max-sm:col-span-2">
            <label class="field-label" for=name>
                {label}
            </label>
            <select
                class="select w-full"
                id=name
                name=name
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=error.is_some().then(|| format!("{name}-error"))
            >
                <option value="">{any}</option>
                {options}
            </select>
            {message(name, error)}
        </div>
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
                aria-describedby=error.is_some().then(|| format!("{name}-error"))
            />
            {message(name, error)}
        </div>
    }
}

fn message(name: &'static str, error: Option<String>) -> impl IntoView {
    error.map(|error| view! { <p class="field-error" id=format!("{name}-error")>{error}</p> })
}
