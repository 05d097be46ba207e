//! Which days and which agent: links and a plain form, whose state is the address.

use leptos::prelude::*;

use super::asked::Asked;
use crate::ssr::FormState;
use crate::text::analytics as words;
use crate::ui::button::Button;

/// Periods that are a press away.
const PERIODS: [u32; 4] = [7, 30, 90, 365];

/// The periods as links, and the form for any other and for one agent.
#[component]
pub(super) fn Filters(
    /// What is asked now.
    asked: Asked,
    /// The agents to choose from: name in addresses and name.
    agents: Vec<(String, String)>,
    /// The form with what of it does not fit.
    form: Option<FormState>,
) -> impl IntoView {
    let error = |name: &str| form.as_ref().and_then(|form| form.error(name)).map(str::to_owned);
    let (days_error, agent_error) = (error("days"), error("agent"));
    let chosen = asked.agent();
    let agents = agents.into_iter().map(|(slug, name)| {
        let selected = slug == chosen;
        view! {
            <option value=slug selected=selected>
                {name}
            </option>
        }
    });
    let agents = agents.collect_view();
    let invalid = |error: &Option<String>| error.is_some().then_some("true");
    let described = |name: &str, error: &Option<String>| error.is_some().then(|| format!("{name}-error"));
    view! {
        <div class="mt-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
            <nav aria-label=words::PERIOD>
                <ul class="-mx-3 flex flex-wrap">
                    {PERIODS
                        .map(|days| {
                            view! {
                                <li>
                                    <a
                                        class="top-link inline-block"
                                        href=asked.with_days(days)
                                        aria-current=asked.is_of(days).then_some("page")
                                    >
                                        {words::period(days)}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </nav>
            <form
                class="grid grid-cols-[6rem_1fr_auto] items-end gap-3 max-sm:w-full"
                method="get"
                action="/analytics"
                aria-label=words::FILTERS
            >
                <div class="field">
                    <label class="field-label" for="days">
                        {words::DAYS}
                    </label>
                    <input
                        class="input w-full tabular-nums"
                        id="days"
                        name="days"
                        inputmode="numeric"
                        autocomplete="off"
                        value=asked.days()
                        aria-invalid=invalid(&days_error)
                        aria-describedby=described("days", &days_error)
                    />
                </div>
                <div class="field">
                    <label class="field-label" for="agent">
                        {words::AGENT}
                    </label>
                    <select
                        class="select w-full"
                        id="agent"
                        name="agent"
                        aria-invalid=invalid(&agent_error)
                        aria-describedby=described("agent", &agent_error)
                    >
                        <option value="">{words::ANY_AGENT}</option>
                        {agents}
                    </select>
                </div>
                <Button>{words::APPLY}</Button>
                {message("days", days_error)}
                {message("agent", agent_error)}
            </form>
        </div>
    }
}

fn message(name: &'static str, error: Option<String>) -> impl IntoView {
    error.map(|error| view! { <p class="field-error col-span-full" id=format!("{name}-error")>{error}</p> })
}
