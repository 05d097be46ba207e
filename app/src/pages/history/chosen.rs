//! What the history is narrowed to, each with the way to take it back.

use leptos::prelude::*;

use super::asked::Asked;
use crate::text::{history as words, run};
use crate::ui::button::{ButtonLink, Look, Size};
use crate::ui::chip::Taken;

/// A chip for each filter that is set, which leads to the same list without it. Nothing where none is.
#[component]
pub(super) fn Chosen(
    /// What is asked now.
    asked: Asked,
    /// The agents there are: name in addresses and name.
    agents: Vec<(String, String)>,
) -> impl IntoView {
    let set = asked.set();
    (!set.is_empty()).then(|| {
        let chips = set.into_iter().map(|(name, value)| {
            let said = said(name, &value, &agents);
            let href = asked.without(name);
            view! {
                <li>
                    <Taken href=href text=said.clone() label=words::remove(&said)/>
                </li>
            }
        });
        let chips = chips.collect_view();
        view! {
            <div class="mt-4 flex flex-wrap items-center gap-2">
                <ul class="contents" aria-label=words::CHOSEN>
                    {chips}
                </ul>
                <ButtonLink look=Look::Ghost size=Size::Small href="/runs">
                    {words::CLEAR}
                </ButtonLink>
            </div>
        }
    })
}

/// What is set, as a person says it; what cannot be read, as it was typed.
fn said(name: &str, value: &str, agents: &[(String, String)]) -> String {
    match name {
        "agent" => {
            let known = agents.iter().find(|(slug, _)| slug == value).map(|(_, name)| name.as_str());
            words::set(words::AGENT, known.unwrap_or(value))
        }
        "status" => {
            let known = value.parse().ok().map(run::status);
            words::set(words::STATUS, known.unwrap_or(value))
        }
        "from" => words::set(words::FROM, value),
        "to" => words::set(words::TO, value),
        _ => words::set(words::TEXT, value),
    }
}
