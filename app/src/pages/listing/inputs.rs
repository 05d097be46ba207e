//! What an agent asks for.

use domain::input::{Field, Kind, Schema};
use leptos::prelude::*;

use crate::pages::agent::folded;
use crate::text::{console, listing as text};
use crate::ui::badge::{Badge, Look};
use crate::ui::fold::Fold;

/// The fields of an agent's input: what is needed in sight, options folded.
#[component]
pub(super) fn Inputs(
    /// What is asked for.
    schema: Schema,
) -> impl IntoView {
    let (in_sight, options) = folded(schema.fields);
    let count = options.len();
    view! {
        <section aria-labelledby="inputs">
            <h2 class="section-title" id="inputs">
                {text::INPUTS}
            </h2>
            {(!in_sight.is_empty()).then(|| view! { <ul class="lines">{in_sight.into_iter().map(field).collect_view()}</ul> })}
            {(count > 0)
                .then(|| {
                    view! {
                        <Fold title=text::options(count) class="fold mt-4">
                            <ul class="divide-y divide-base-300">{options.into_iter().map(field).collect_view()}</ul>
                        </Fold>
                    }
                })}
        </section>
    }
}

fn field(field: Field) -> impl IntoView {
    let needed = if field.required { console::NEEDED } else { console::OPTIONAL };
    let details = details(&field.kind);
    view! {
        <li class="py-4">
            <p class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <span class="font-semibold">{field.label}</span>
                <code class="text-sm text-soft">{field.name}</code>
                <span class="ms-auto flex gap-1.5">
                    <Badge look=Look::Neutral text=console::kind(&field.kind)/>
                    <Badge look=if field.required { Look::Accent } else { Look::Plain } text=needed/>
                </span>
            </p>
            {(!field.help.is_empty()).then(|| view! { <p class="mt-1 text-soft">{field.help}</p> })}
            {details.map(|details| view! { <p class="mt-1 text-sm text-soft">{details}</p> })}
        </li>
    }
}

fn details(kind: &Kind) -> Option<String> {
    match kind {
        Kind::File { accept, max_bytes } => Some(console::accepts(accept, *max_bytes)),
        Kind::Number { min, max, .. } => console::number_range(*min, *max),
        Kind::Choice { options, .. } => {
            Some(options.iter().map(|option| option.label.as_str()).collect::<Vec<_>>().join(" · "))
        }
        Kind::Table { columns, max_rows } => Some(console::columns(columns, *max_rows)),
        Kind::Text { .. } | Kind::LongText { .. } | Kind::Boolean { .. } | Kind::Json { .. } => None,
    }
}
