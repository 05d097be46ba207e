//! Steps that follow each other.

use domain::run::{Item, Step, StepState};
use domain::time::Micros;
use leptos::either::Either;
use leptos::prelude::*;

use super::look::Look;
use super::step::step;
use super::stretch::Stretch;
use crate::{format, text};

/// A stretch of steps: folded where it is one of many, unless it is the last or something failed in it.
pub(super) fn steps(items: &[Item], stretch: &Stretch, is_last: bool, look: &Look) -> impl IntoView + use<> {
    let steps: Vec<Step> = items[stretch.items.clone()]
        .iter()
        .filter_map(|item| match item {
            Item::Step(step) => Some(step.clone()),
            Item::Message { .. } => None,
        })
        .collect();
    let head = (look.folds && stretch.is_part).then(|| {
        let took = Micros(steps.iter().filter_map(|step| step.duration_us).sum());
        let failed = steps.iter().filter(|step| step.state == StepState::Failed).count();
        let name = text::run::steps(stretch.number, stretch.number + steps.len() - 1);
        (name, text::run::steps_about(failed, &format::duration(took)), is_last || failed > 0)
    });
    let class = if steps.len() == super::stretch::STEPS { "turn turn-full" } else { "turn" };
    let label = head.as_ref().map_or_else(|| text::run::STEPS.to_owned(), |head| head.0.clone());
    let list = steps.into_iter().map(|one| step(one, look)).collect_view();
    let list = view! {
        <div class=class role="log" aria-label=label>
            <ol class="steps-list">{list}</ol>
        </div>
    };
    match head {
        Some((name, about, open)) => Either::Left(view! {
            <details class="steps-fold" open=open>
                <summary class="fold-head" data-stop="">
                    {name}
                    <span class="font-normal tabular-nums">{about}</span>
                </summary>
                {list}
            </details>
        }),
        None => Either::Right(list),
    }
}
