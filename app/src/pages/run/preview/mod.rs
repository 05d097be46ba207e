//! A look into a file of a run, by its media type. Only the beginning of it is read.

mod measure;
mod picture;
mod table;
mod tree;

use leptos::prelude::*;

use super::files::{File, essence};
use crate::format;
use crate::text::run as text;
use crate::ui::rendered::Rendered;
use picture::Picture;
use table::Table;

pub(in crate::pages) use tree::Tree;

/// Bytes of a text that are read for a look into it.
const TEXT_BYTES: u32 = 1_000_000;
/// Bytes of a picture that are read for its size. What JPEG has before it may be long.
const PICTURE_BYTES: u32 = 65_536;
/// Characters of a text that are shown.
const MAX_CHARS: usize = 20_000;

/// How a file is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Picture,
    Table(u8),
    Markdown,
    Json,
    Text,
    Nothing,
}

impl Kind {
    fn of(media_type: &str) -> Self {
        match essence(media_type) {
            "image/svg+xml" | "image/png" | "image/jpeg" | "image/webp" | "image/gif" => Self::Picture,
            "text/csv" => Self::Table(b','),
            "text/tab-separated-values" => Self::Table(b'\t'),
            "text/markdown" => Self::Markdown,
            "application/json" => Self::Json,
            "text/html" => Self::Nothing,
            kind if kind.starts_with("text/") => Self::Text,
            _ => Self::Nothing,
        }
    }
}

/// How many bytes of its beginning a look into such a file needs.
pub(super) fn needs(media_type: &str) -> u32 {
    match Kind::of(media_type) {
        Kind::Nothing => 0,
        Kind::Picture => PICTURE_BYTES,
        Kind::Table(_) | Kind::Markdown | Kind::Json | Kind::Text => TEXT_BYTES,
    }
}

/// A look into a file.
#[component]
pub(super) fn Preview(
    /// The file.
    file: File,
    /// Where it is.
    href: String,
    /// Whether it is seen at once.
    at_once: bool,
) -> impl IntoView {
    let is_whole = file.is_whole();
    let cut = text::cut(&format::bytes(file.bytes));
    let File { name, media_type, start, .. } = file;
    match Kind::of(&media_type) {
        Kind::Picture => {
            let kind = essence(&media_type).to_owned();
            view! { <Picture name=name kind=kind start=start href=href at_once=at_once/> }.into_any()
        }
        Kind::Table(delimiter) => {
            view! { <Table name=name start=start is_whole=is_whole delimiter=delimiter/> }.into_any()
        }
        Kind::Markdown => {
            let markdown = text_of(&start, is_whole);
            view! {
                <div class="file-body" tabindex="0" role="region" aria-label=name>
                    <Rendered html=service::run::message_html(&markdown)/>
                </div>
                {(!is_whole).then(|| note(cut))}
            }
            .into_any()
        }
        Kind::Json => match serde_json::from_slice(&start) {
            Ok(value) => view! {
                <div class="file-body" tabindex="0" role="region" aria-label=name>
                    <Tree value=value/>
                </div>
            }
            .into_any(),
            // Not JSON after all, or cut in the middle.
            Err(_) => plain(name, &text_of(&start, is_whole), is_whole, cut).into_any(),
        },
        Kind::Text => plain(name, &text_of(&start, is_whole), is_whole, cut).into_any(),
        Kind::Nothing => note(text::NOT_SHOWN.to_owned()).into_any(),
    }
}

/// The text; where it was cut, without a character that was cut in two.
fn text_of(start: &[u8], is_whole: bool) -> String {
    let mut text = String::from_utf8_lossy(start).into_owned();
    if !is_whole && text.ends_with(char::REPLACEMENT_CHARACTER) {
        text.pop();
    }
    text
}

fn plain(name: String, text: &str, is_whole: bool, cut: String) -> impl IntoView + use<> {
    let mut shown: String = text.chars().take(MAX_CHARS).collect();
    let is_cut = !is_whole || shown.len() < text.len();
    if is_cut {
        shown.push('…');
    }
    view! {
        <pre class="file-body file-text" tabindex="0" role="region" aria-label=name>{shown}</pre>
        {is_cut.then(|| note(cut))}
    }
}

fn note(words: String) -> impl IntoView {
    view! { <p class="file-note">{words}</p> }
}
