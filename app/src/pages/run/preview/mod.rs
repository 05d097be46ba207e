//! A look into a file of a run, by its media type.

mod table;

use leptos::prelude::*;

use super::file::{File, essence};
use crate::text::run as text;
use crate::ui::rendered::Rendered;
use table::Table;

/// The largest file that is read for a look into it.
const MAX_BYTES: u64 = 2_000_000;
/// Characters of a text that are shown.
const MAX_CHARS: usize = 20_000;

/// Whether the content is needed for the preview. An image is fetched by the browser.
pub(super) fn is_shown(media_type: &str, bytes: u64) -> bool {
    let kind = essence(media_type);
    let is_text = kind.starts_with("text/") || kind == "application/json";
    is_text && kind != "text/html" && bytes <= MAX_BYTES
}

/// A look into a file.
#[component]
pub(super) fn Preview(
    /// The file.
    file: File,
    /// Where it is.
    href: String,
) -> impl IntoView {
    let kind = essence(&file.media_type).to_owned();
    let shown = is_shown(&file.media_type, file.bytes);
    match kind.as_str() {
        "image/svg+xml" | "image/png" | "image/jpeg" | "image/webp" | "image/gif" => {
            let alt = text::image(&file.name);
            // On paper in both themes: a picture in a page cannot know the page's, and charts are drawn in ink.
            view! { <img class="mx-auto my-4 max-h-[32rem] max-w-full rounded-box bg-white p-4" src=href alt=alt loading="lazy"/> }.into_any()
        }
        _ if !shown => {
            let why = if kind.starts_with("text/") && kind != "text/html" { text::TOO_LARGE } else { text::NOT_SHOWN };
            view! { <p class="p-4 text-soft">{why}</p> }.into_any()
        }
        "text/csv" | "text/tab-separated-values" => {
            let delimiter = if kind == "text/csv" { b',' } else { b'\t' };
            view! { <Table name=file.name content=file.content delimiter=delimiter/> }.into_any()
        }
        "text/markdown" => {
            let markdown = String::from_utf8_lossy(&file.content).into_owned();
            view! {
                <div class="p-4">
                    <Rendered html=service::run::message_html(&markdown)/>
                </div>
            }
            .into_any()
        }
        "application/json" => {
            let parsed = serde_json::from_slice::<serde_json::Value>(&file.content);
            let pretty = parsed.and_then(|value| serde_json::to_string_pretty(&value));
            plain(pretty.unwrap_or_else(|_| String::from_utf8_lossy(&file.content).into_owned())).into_any()
        }
        _ => plain(String::from_utf8_lossy(&file.content).into_owned()).into_any(),
    }
}

fn plain(text: String) -> impl IntoView {
    let mut shown: String = text.chars().take(MAX_CHARS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    view! { <pre class="code-block m-4">{shown}</pre> }
}
