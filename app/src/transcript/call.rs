//! A tool call inside a step.

use domain::run::{Call, CallState};
use domain::time::Micros;
use leptos::prelude::*;
use serde_json::Value;

use crate::ui::icon::{self, Icon};
use crate::{format, text};

/// Characters of the arguments that stand beside the tool's name.
const HINT: usize = 80;

/// A tool and, folded, what it was called with and what it answered. One that failed is open.
pub(super) fn call(call: Call) -> impl IntoView {
    let (state, answer, failed) = match call.state {
        CallState::Running => (text::run::CALL_RUNNING.to_owned(), None, false),
        CallState::Completed { result, duration_us } => {
            (format::duration(Micros(duration_us)), Some(readable(&result)), false)
        }
        CallState::Failed { message } => (text::run::CALL_FAILED.to_owned(), Some(message), true),
    };
    view! {
        <details class="call" open=failed>
            <summary class="call-head" data-stop="">
                <Icon glyph=icon::WRENCH class="size-4 text-soft"/>
                <code class="font-medium">{call.tool}</code>
                <code class="call-hint" aria-hidden="true">{hint(&call.arguments)}</code>
                <span class=if failed { "call-state text-error" } else { "call-state text-soft" }>{state}</span>
            </summary>
            <dl class="call-body">
                {data(text::run::CALL_ARGUMENTS, readable(&call.arguments))}
                {answer.map(|answer| data(text::run::CALL_RESULT, answer))}
            </dl>
        </details>
    }
}

fn data(label: &'static str, content: String) -> impl IntoView {
    view! {
        <div>
            <dt class="mb-1 text-xs text-soft">{label}</dt>
            <dd>
                <pre class="call-data" tabindex="0">{content}</pre>
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

/// The beginning of the arguments in one line.
fn hint(arguments: &Value) -> String {
    let told = arguments.to_string();
    if told.chars().count() <= HINT { told } else { told.chars().take(HINT).chain(['…']).collect() }
}
