//! The agents that were used, the most used first.

use domain::analytics::AgentRuns;
use domain::time::Micros;
use leptos::prelude::*;

use super::days::count;
use crate::format;
use crate::pages::link;
use crate::text::analytics as words;
use crate::ui::chart::bars::Bar;
use crate::ui::credits::Amount;
use crate::ui::panel::Panel;

/// A line for each agent.
#[component]
pub(super) fn Agents(
    /// The agents.
    agents: Vec<AgentRuns>,
) -> impl IntoView {
    let most = agents.iter().map(|agent| count(agent.sums.runs)).fold(0.0, f64::max);
    let lines = agents.into_iter().map(|AgentRuns { agent_slug, agent_name, sums }| {
        let name = agent_name.unwrap_or_else(|| words::REST.to_owned());
        let name = match agent_slug {
            Some(slug) => view! {
                <a class="link link-hover" href=link::runs_of(&slug)>
                    {name}
                </a>
            }
            .into_any(),
            None => name.into_any(),
        };
        let success = sums.success_per_mille.map_or_else(|| words::NONE.to_owned(), format::per_mille);
        let time = sums.mean_time_us.map_or_else(|| words::NONE.to_owned(), |us| format::duration(Micros(us)));
        view! {
            <tr>
                <th scope="row">
                    {name}
                    <Bar value=count(sums.runs) most=most/>
                </th>
                <td>{format::count(sums.runs)}</td>
                <td>{success}</td>
                <td>
                    <Amount credits=sums.charged/>
                </td>
                <td>{time}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let columns = [words::AGENT, words::RUNS, words::SUCCESS, words::SPENT, words::MEAN_TIME];
    let heads = columns.map(|label| view! { <th scope="col">{label}</th> }).collect_view();
    view! {
        <Panel id="agents" title=words::AGENTS>
            <div class="overflow-x-auto" tabindex="0" role="group" aria-label=words::AGENTS>
                <table class="counts">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </Panel>
    }
}
