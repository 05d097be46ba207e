//! What stands before the operations and after them: how to ask at all, and the shapes by name.

use leptos::prelude::*;

use super::fields::{fields, one_of};
use super::inline::inline;
use super::read::{Document, Shape, Way};
use crate::text::reference as words;
use crate::ui::code::Code;

/// How to ask at all.
pub(super) fn before(document: &Document<'_>) -> AnyView {
    let ways: Vec<AnyView> = document
        .ways
        .iter()
        .map(|Way { name, description }| {
            let name = name.unwrap_or(words::WAY_BEARER).to_owned();
            view! {
                <div>
                    <dt>
                        <code class="font-semibold break-all">{name}</code>
                    </dt>
                    <dd>{inline(description)}</dd>
                </div>
            }
            .into_any()
        })
        .collect();
    let problem = document.problem.clone();
    view! {
        <section class="mt-12" aria-labelledby="first">
            <h2 class="display text-2xl" id="first">
                {words::FIRST}
            </h2>
            <p class="mt-4 max-w-[68ch]">{inline(document.description)}</p>
            <h3 class="mt-8 text-lg font-semibold">{words::WAYS}</h3>
            <p class="mt-2 max-w-[68ch] text-soft">{words::WAYS_LEAD}</p>
            <dl class="reference-fields mt-3">{ways}</dl>
            <h3 class="mt-8 text-lg font-semibold">{words::REFUSALS_TITLE}</h3>
            <p class="mt-2 max-w-[68ch] text-soft">{words::REFUSALS_LEAD}</p>
            {problem.map(|problem| view! { <div class="mt-3"><Code text=problem/></div> })}
        </section>
    }
    .into_any()
}

/// The shapes, by name.
pub(super) fn shapes(document: &Document<'_>) -> AnyView {
    let shapes: Vec<AnyView> = document.shapes.iter().map(shape).collect();
    view! {
        <section class="mt-16" aria-labelledby="shapes">
            <h2 class="display text-2xl" id="shapes">
                {words::SHAPES}
            </h2>
            <p class="mt-2 text-soft">{words::SHAPES_LEAD}</p>
            {shapes}
        </section>
    }
    .into_any()
}

fn shape(shape: &Shape<'_>) -> AnyView {
    let Shape { name, description, fields: members, options } = shape;
    let content = if options.is_empty() {
        fields(members)
    } else {
        view! { <p class="text-sm">{one_of(options)}</p> }.into_any()
    };
    view! {
        <details class="panel mt-4 px-5 py-4">
            <summary class="fold-head text-base-content">
                <code class="font-semibold break-all">{(*name).to_owned()}</code>
            </summary>
            // Inside what is folded: a link to it unfolds it.
            <div class="mt-3 scroll-mt-14" id=format!("shape-{name}")>
                <p>{inline(description)}</p>
                <div class="mt-3">{content}</div>
            </div>
        </details>
    }
    .into_any()
}
