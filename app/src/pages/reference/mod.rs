//! `/docs/api`: the reference of the REST API, made from the `OpenAPI` document.
//!
//! The document is the same for as long as the process lives, so everything below the header is drawn once and kept.

mod contents;
mod curl;
mod fields;
mod inline;
mod operation;
mod parts;
mod read;

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;
use leptos_meta::Title;
use serde_json::Value;

use crate::ssr;
use crate::text::{self, reference as words};
use crate::ui::rendered::Drawn;
use contents::contents;
use operation::operation;
use parts::{before, shapes};

/// The REST API of a process.
pub struct Reference {
    document: fn() -> Value,
    origin: String,
    drawn: OnceLock<Arc<str>>,
}

impl Reference {
    /// What `document` (`OpenAPI` 3.1) says of the server at `origin`: read and drawn when it is first asked for.
    pub fn new(document: fn() -> Value, origin: String) -> Self {
        Self { document, origin, drawn: OnceLock::new() }
    }

    fn drawn(&self) -> Arc<str> {
        Arc::clone(self.drawn.get_or_init(|| {
            let document = (self.document)();
            whole(&read::read(&document), &self.origin).to_html().into()
        }))
    }
}

/// `/docs/api`
#[component]
pub(super) fn ReferencePage() -> impl IntoView {
    let drawn = ssr::page().reference.as_ref().map(|reference| reference.drawn());
    view! {
        <Title text=text::title(words::TITLE)/>
        <div class="page-wide pt-10 sm:pt-12">
            {drawn.map(|html| view! { <Drawn html=html/> })}
        </div>
    }
}

fn whole(document: &read::Document<'_>, origin: &str) -> AnyView {
    let groups = document.groups.iter().map(|group| {
        view! {
            <section class="mt-16" aria-labelledby=group.name.to_owned()>
                <h2 class="display text-2xl" id=group.name.to_owned()>
                    {group.description.to_owned()}
                </h2>
                {group.operations.iter().map(|one| operation(one, origin)).collect_view()}
            </section>
        }
        .into_any()
    });
    let groups: Vec<AnyView> = groups.collect();
    view! {
        <div class="grid gap-x-12 gap-y-8 lg:grid-cols-[16rem_minmax(0,1fr)]">
            {contents(document)}
            <div class="min-w-0">
                <h1 class="display text-3xl sm:text-4xl">{words::TITLE}</h1>
                <p class="mt-3 max-w-2xl text-lg text-soft text-pretty">{words::LEAD}</p>
                <p class="mt-4">
                    <a class="link text-primary" href="/api/openapi.json">
                        {words::DOCUMENT}
                    </a>
                </p>
                {before(document)}
                {groups}
                {shapes(document)}
            </div>
        </div>
    }
    .into_any()
}
