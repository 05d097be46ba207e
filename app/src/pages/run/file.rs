//! The files that a run made, and its result as data.

use domain::id::RunId;
use leptos::prelude::*;
use serde_json::Value;

use super::preview::Preview;
use crate::format;
use crate::pages::link;
use crate::text::run as text;
use crate::ui::icon::{self, Glyph, Icon};

/// A file of a run.
#[derive(Clone)]
pub(super) struct File {
    /// Its name.
    pub(super) name: String,
    /// Its media type.
    pub(super) media_type: String,
    /// Its size.
    pub(super) bytes: u64,
    /// What is in it; empty where it is not shown.
    pub(super) content: Vec<u8>,
}

/// The files, each with a preview, and the result as data, folded.
#[component]
pub(super) fn Files(
    /// The run.
    id: RunId,
    /// In the order in which they were made.
    files: Vec<File>,
    /// The result.
    output: Option<Value>,
) -> impl IntoView {
    let output = output.and_then(|output| serde_json::to_string_pretty(&output).ok());
    view! {
        {(!files.is_empty())
            .then(|| {
                view! {
                    <section class="space-y-4 pt-4" aria-labelledby="files">
                        <h2 class="section-title" id="files">
                            {text::FILES}
                        </h2>
                        {files.into_iter().enumerate().map(|(place, file)| one(id, file, place == 0)).collect_view()}
                    </section>
                }
            })}
        {output
            .map(|output| {
                view! {
                    <details class="group fold">
                        <summary class="fold-head">
                            <Icon glyph=icon::BRACES class="size-4"/>
                            {text::OUTPUT}
                        </summary>
                        <pre class="code-block mt-3">{output}</pre>
                    </details>
                }
            })}
    }
}

fn one(id: RunId, file: File, open: bool) -> impl IntoView {
    let href = link::artifact(id, &file.name);
    let label = format!("{} {}", text::DOWNLOAD, file.name);
    let about = text::artifact(essence(&file.media_type), &format::bytes(file.bytes));
    view! {
        <div class="file">
            <div class="flex items-center gap-3 p-4">
                <Icon glyph=glyph(&file.media_type) class="size-5 text-soft"/>
                <div class="min-w-0">
                    <h3 class="truncate font-medium">{file.name.clone()}</h3>
                    <p class="text-sm text-soft tabular-nums">{about}</p>
                </div>
                <a class="btn btn-sm ms-auto" href=href.clone() download aria-label=label>
                    <Icon glyph=icon::DOWNLOAD/>
                    <span class="max-sm:hidden">{text::DOWNLOAD}</span>
                </a>
            </div>
            <details class="group border-t border-base-300" open=open>
                <summary class="fold-head px-4 py-2 text-sm">{text::PREVIEW}</summary>
                <Preview file=file href=href/>
            </details>
        </div>
    }
}

/// The media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

fn glyph(media_type: &str) -> Glyph {
    match essence(media_type) {
        "text/csv" => icon::TABLE_2,
        "application/json" => icon::BRACES,
        kind if kind.starts_with("image/") => icon::IMAGE,
        _ => icon::FILE_TEXT,
    }
}
