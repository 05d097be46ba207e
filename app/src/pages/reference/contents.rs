//! Where everything is on the page: beside it where there is room, folded above it where there is none.

use leptos::prelude::*;

use super::read::Document;
use crate::text::reference as words;

/// A heading with what stands below it: anchors and names.
struct Lines {
    anchor: String,
    name: String,
    below: Vec<(String, String)>,
}

fn lines(document: &Document<'_>) -> Vec<Lines> {
    let line = |anchor: &str, name: &str| Lines { anchor: anchor.to_owned(), name: name.to_owned(), below: Vec::new() };
    let groups = document.groups.iter().map(|group| Lines {
        below: group.operations.iter().map(|one| (one.id.to_owned(), one.summary.to_owned())).collect(),
        ..line(group.name, group.description)
    });
    let first = std::iter::once(line("first", words::FIRST));
    first.chain(groups).chain(std::iter::once(line("shapes", words::SHAPES))).collect()
}

/// The contents of the whole page.
pub(super) fn contents(document: &Document<'_>) -> AnyView {
    let groups = lines(document);
    view! {
        <nav class="reference-contents" aria-label=words::CONTENTS>
            <details class="panel px-4 py-3 lg:hidden">
                <summary class="fold-head">{words::CONTENTS}</summary>
                {list(&groups)}
            </details>
            <div class="max-lg:hidden">{list(&groups)}</div>
        </nav>
    }
    .into_any()
}

fn list(groups: &[Lines]) -> AnyView {
    let group = |Lines { anchor, name, below }: &Lines| {
        let operations: Vec<AnyView> = below.iter().map(|(anchor, name)| link(anchor, name, "text-soft")).collect();
        view! {
            <li class="mt-4 first:mt-0">
                <a class="link link-hover font-semibold" href=format!("#{anchor}")>
                    {name.clone()}
                </a>
                {(!operations.is_empty()).then(|| view! { <ul class="mt-1 space-y-1">{operations}</ul> })}
            </li>
        }
        .into_any()
    };
    let groups: Vec<AnyView> = groups.iter().map(group).collect();
    view! { <ul class="py-2 text-sm">{groups}</ul> }.into_any()
}

fn link(anchor: &str, name: &str, class: &'static str) -> AnyView {
    view! {
        <li>
            <a class=format!("link link-hover {class}") href=format!("#{anchor}")>
                {name.to_owned()}
            </a>
        </li>
    }
    .into_any()
}
