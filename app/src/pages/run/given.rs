//! What a run was given, as the first turn of the conversation.

use domain::input::{Field, FileRef, Kind, Schema, Values};
use leptos::prelude::*;
use serde_json::Value;

use crate::format;
use crate::text::{listing, run as text};
use crate::transcript::CustomerSays;
use crate::ui::icon::{self, Icon};

/// Characters of a value that are shown before it folds.
const LONG: usize = 280;

/// The input of a run under the labels of its schema.
#[component]
pub(super) fn Given(
    /// The values; `None` once erased.
    input: Option<Values>,
    /// What the agent declares now; names that it does not know stand for themselves.
    schema: Schema,
    /// What stands above it.
    #[prop(default = text::YOU_GAVE)]
    title: &'static str,
) -> impl IntoView {
    view! {
        <CustomerSays title=title>
            {match input {
                None => view! { <p>{text::ERASED}</p> }.into_any(),
                Some(values) if values.is_empty() => view! { <p>{text::NO_INPUT}</p> }.into_any(),
                Some(values) => {
                    let (untouched, chosen): (Vec<_>, Vec<_>) =
                        values.into_iter().partition(|(name, value)| is_default(schema.field(name), value));
                    let count = untouched.len();
                    view! {
                        {list(&schema, chosen)}
                        {(count > 0)
                            .then(|| {
                                view! {
                                    <details class="group mt-3 text-sm">
                                        <summary class="fold-head">{text::untouched(count)}</summary>
                                        <div class="mt-2">{list(&schema, untouched)}</div>
                                    </details>
                                }
                            })}
                    }
                        .into_any()
                }
            }}
        </CustomerSays>
    }
}

fn list(schema: &Schema, values: Vec<(String, Value)>) -> impl IntoView + use<> {
    let lines = values
        .into_iter()
        .map(|(name, value)| {
            let field = schema.field(&name);
            let value = option_label(field, value);
            view! {
                <div>
                    <dt>{field.map_or(name, |field| field.label.clone())}</dt>
                    <dd>{shown(value)}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="given">{lines}</dl> }
}

/// Whether the value is what stands in the field at first.
fn is_default(field: Option<&Field>, value: &Value) -> bool {
    match field.map(|field| &field.kind) {
        Some(Kind::Text { default, .. } | Kind::LongText { default, .. } | Kind::Choice { default, .. }) => {
            default.as_deref() == value.as_str()
        }
        Some(Kind::Number { default, .. }) => *default == value.as_f64(),
        Some(Kind::Boolean { default }) => value.as_bool() == Some(*default),
        Some(Kind::Json { default, .. }) => default.as_ref() == Some(value),
        Some(Kind::File { .. } | Kind::Table { .. }) | None => false,
    }
}

/// What a person read when the option was chosen.
fn option_label(field: Option<&Field>, value: Value) -> Value {
    let options = match field.map(|field| &field.kind) {
        Some(Kind::Choice { options, .. }) => options.as_slice(),
        _ => &[],
    };
    let chosen = options.iter().find(|option| value.as_str() == Some(option.value.as_str()));
    chosen.map_or(value, |option| Value::String(option.label.clone()))
}

fn shown(value: Value) -> AnyView {
    if let Ok(file) = serde_json::from_value::<FileRef>(value.clone()) {
        return view! {
            <span class="inline-flex items-center gap-2">
                <Icon glyph=icon::FILE_TEXT class="size-4"/>
                {file.filename}
                <span class="text-soft tabular-nums">{format::bytes(file.bytes)}</span>
            </span>
        }
        .into_any();
    }
    let text = match value {
        Value::Bool(true) => listing::YES.to_owned(),
        Value::Bool(false) => listing::NO.to_owned(),
        Value::String(text) => text,
        Value::Array(_) | Value::Object(_) => serde_json::to_string_pretty(&value).unwrap_or_default(),
        other => other.to_string(),
    };
    if text.chars().count() <= LONG {
        return view! { <span class="whitespace-pre-wrap break-words">{text}</span> }.into_any();
    }
    let start: String = text.chars().take(LONG / 2).collect();
    view! {
        <details>
            <summary class="cursor-pointer">{start} " …"</summary>
            <p class="mt-2 whitespace-pre-wrap break-words">{text}</p>
        </details>
    }
    .into_any()
}
