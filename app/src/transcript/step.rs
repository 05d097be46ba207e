//! A step: a line that folds open.

use domain::run::{Reuse, Step, StepState};
use domain::time::{Micros, Timestamp};
use leptos::prelude::*;

use super::call::call;
use super::look::{Look, anchor};
use crate::ui::icon::{self, Glyph, Icon};
use crate::{format, text};

/// A step and, folded, what came out of it and which tools it called.
pub(super) fn step(step: Step, look: &Look) -> impl IntoView + use<> {
    let length = length(&step, look.now);
    // What was taken over was worked in another run.
    let is_taken_over = step.reuse == Some(Reuse::TakenOver);
    let length = length.filter(|_| !is_taken_over);
    let reuse = step.reuse.map(|reuse| {
        view! {
            <span class="chip chip-neutral" title=text::run::reuse_note(reuse)>
                {text::run::reuse(reuse)}
            </span>
        }
    });
    let bar = look
        .took
        .zip(step.duration_us)
        .filter(|_| !is_taken_over)
        .map(|((began, took), us)| bar(&step, us, began, took));
    let foot = foot(&step, look);
    let Step { key, title, state, summary, calls, reuse: reuse_of, .. } = step;
    let (glyph, class) = mark(state);
    let failed = state == StepState::Failed;
    let is_quiet = calls.is_empty() && summary.is_empty();
    let note = reuse_of.map(|reuse| view! { <p class="text-soft">{text::run::reuse_note(reuse)}</p> });
    view! {
        <li class="step-line">
            <details open=failed>
                <summary class="step-head" data-stop="">
                    <span class=class>
                        <Icon glyph=glyph class="size-4"/>
                    </span>
                    <span class="step-title">{title}</span>
                    <span class="step-summary" aria-hidden="true">
                        {summary.clone()}
                    </span>
                    <span class="sr-only">{text::run::step_state(state)}</span>
                    <span class="step-time">{reuse} {bar} <span class="step-length">{length}</span></span>
                </summary>
                <div class="step-body" id=anchor(&key)>
                    {(!summary.is_empty()).then(|| view! { <p class=failed.then_some("text-error")>{summary}</p> })}
                    {is_quiet.then(|| view! { <p class="text-soft">{text::run::step_quiet(state)}</p> })}
                    {note}
                    {calls.into_iter().map(call).collect_view()}
                    {foot}
                </div>
            </details>
        </li>
    }
}

/// How long it took; of one that is worked on for more than a second, how long so far.
fn length(step: &Step, now: Option<Timestamp>) -> Option<String> {
    let so_far = || {
        let so_far = now.filter(|_| step.state == StepState::Running)?.since(step.started_at);
        (so_far.0 >= 1_000_000).then(|| text::run::elapsed(so_far))
    };
    step.duration_us.map(|us| format::duration(Micros(us))).or_else(so_far)
}

/// When in the run it was worked on. Seen only: the figures beside it say how long.
fn bar(step: &Step, length_us: i64, began: Timestamp, took: Micros) -> impl IntoView + use<> {
    const WIDTH: i64 = 1_000;
    let part = |us: i64| us.clamp(0, took.0) * WIDTH / took.0.max(1);
    let width = part(length_us).max(WIDTH / 50);
    let start = part(step.started_at.since(began).0).min(WIDTH - width);
    view! {
        <svg class="step-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            <rect x=start width=width height="10"></rect>
        </svg>
    }
}

/// When it began, its address, and the way to a run that branches from it.
fn foot(step: &Step, look: &Look) -> impl IntoView + use<> {
    let began = look.took.map(|(began, _)| {
        let after = step.started_at.since(began).0.max(0);
        view! { <span class="tabular-nums">{text::run::began(&format::duration(Micros(after)))}</span> }
    });
    let here = format!("#{}", domain::percent::path(&anchor(&step.key)));
    let branch = look.branch(&step.key).filter(|_| step.state == StepState::Completed).map(|href| {
        view! {
            <a class="step-link" href=href title=text::run::BRANCH_NOTE>
                {text::run::BRANCH}
            </a>
        }
    });
    view! {
        <p class="step-foot">
            {began}
            <a class="step-link" href=here>
                {text::run::STEP_LINK}
            </a>
            {branch}
        </p>
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
