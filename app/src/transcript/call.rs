//! A tool call inside a step.

use domain::run::{Call, CallState};
use domain::time::Micros;
use leptos::prelude::*;
use serde_json::Value;

use crate::ui::icon::{self, Icon};
use crate::{format, text};

/// A tool, what it was called with, and what it answered.
pub(super) fn call(call: Call) -> impl IntoView {
    let (state, answer) = match call.state {
        CallState::Running => (text::run::CALL_RUNNING.to_owned(), None),
        CallState::Completed { result, duration_us } => {
            (format::duration(Micros(duration_us)), Some(readable(&result)))
        }
        CallState::Failed { message } => (text::run::CALL_FAILED.to_owned(), Some(message)),
    };
    view! {
        <div class="rounded-field border border-base-300 bg-base-100 text-sm">
            <p class="flex items-center gap-2 px-3 py-2">
                <Icon glyph=icon::WRENCH class="size-4 text-soft"/>
                <code class="font-medium">{call.tool}</code>
                <span class="ms-auto text-soft tabular-nums">{state}</span>
            </p>
            <dl class="border-t border-base-300 px-3 py-2 space-y-2">
                {data(text::run::CALL_ARGUMENTS, readable(&call.arguments))}
                {answer.map(|answer| data(text::run::CALL_RESULT, answer))}
            </dl>
        </div>
    }
}

fn data(label: &'static str, content: String) -> impl IntoView {
    view! {
        <div>
            <dt class="text-xs text-soft">{label}</dt>
            <dd>
                <pre class="overflow-x-auto whitespace-pre-wrap break-words text-xs leading-relaxed">{content}</pre>
            </dd>
        </div>
    }
}

fn readable(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    }
}
