//! A step: a line that folds open.

use domain::run::{Step, StepState};
use domain::time::Micros;
use leptos::prelude::*;

use super::call::call;
use crate::ui::icon::{self, Glyph, Icon};
use crate::{format, text};

/// A step and, folded, what came out of it and which tools it called.
pub(super) fn step(step: Step) -> impl IntoView {
    let Step { title, state, summary, duration_us, calls, .. } = step;
    let (glyph, class) = mark(state);
    let failed = state == StepState::Failed;
    let has_more = !calls.is_empty() || !summary.is_empty();
    view! {
        <li class="step-line">
            <details class="group" open=failed>
                <summary class="step-head">
                    <span class=class>
                        <Icon glyph=glyph class="size-4"/>
                    </span>
                    <span class="font-medium whitespace-nowrap max-sm:whitespace-normal">{title}</span>
                    <span class="min-w-0 truncate text-sm text-soft group-open:hidden max-sm:hidden" aria-hidden="true">
                        {summary.clone()}
                    </span>
                    <span class="sr-only">{text::run::step_state(state)}</span>
                    <span class="ms-auto text-sm text-soft tabular-nums whitespace-nowrap">
                        {duration_us.map(|us| format::duration(Micros(us)))}
                    </span>
                    <Icon glyph=icon::CHEVRON_DOWN class="size-4 text-soft transition-transform group-open:rotate-180"/>
                </summary>
                <div class="step-body">
                    {(!summary.is_empty()).then(|| view! { <p class=failed.then_some("text-error")>{summary}</p> })}
                    {(!has_more).then(|| view! { <p class="text-soft">{text::run::step_quiet(state)}</p> })}
                    {calls.into_iter().map(call).collect_view()}
                </div>
            </details>
        </li>
    }
}

const fn mark(state: StepState) -> (Glyph, &'static str) {
    match state {
        StepState::Running => (icon::LOADER_CIRCLE, "step-mark text-info motion-safe:animate-spin"),
        StepState::Completed => (icon::CHECK, "step-mark text-success"),
        StepState::Failed => (icon::X, "step-mark text-error"),
        StepState::Abandoned => (icon::CIRCLE_DASHED, "step-mark text-soft"),
    }
}
