//! The files that a run made: a list of their names, and the one that is chosen.
//!
//! The names are links to the page with another one chosen (`?file=`), so they work without a script and lead to each
//! file from elsewhere. With one ([`RunKeys`](crate::islands::RunKeys)) the file changes in place: all are on the page,
//! and those that are not chosen are hidden.

mod read;

use leptos::prelude::*;

use super::preview::Preview;
use crate::format;
use crate::text::run as text;
use crate::transcript::{Look, glyph};
use crate::ui::button::{ButtonLink, Size};
use crate::ui::icon::{self, Icon};

pub(super) use read::{By, read};

/// Files that are looked into on one page; the others when they are chosen.
const MOST: usize = 16;

/// A file of a run.
#[derive(Clone)]
pub(super) struct File {
    /// Its name.
    pub(super) name: String,
    /// Its media type.
    pub(super) media_type: String,
    /// Its size.
    pub(super) bytes: u64,
    /// What it begins with, as far as a look into it needs that.
    pub(super) start: Vec<u8>,
}

impl File {
    /// Whether the beginning is all of it.
    pub(super) fn is_whole(&self) -> bool {
        self.start.len() as u64 >= self.bytes
    }
}

/// The names, and the file that is chosen. Nothing where there are no files.
#[component]
pub(super) fn Files(
    /// In the order in which they were made.
    files: Vec<File>,
    /// The name of the one that is chosen; else the first.
    chosen: Option<String>,
    /// Where links lead.
    look: Look,
) -> impl IntoView {
    let chosen = files.iter().position(|file| Some(&file.name) == chosen.as_ref()).unwrap_or(0);
    let count = files.len();
    (count > 0).then(|| {
        let tabs = files.iter().enumerate().map(|(place, file)| tab(file, place == chosen, &look)).collect_view();
        let views = files
            .into_iter()
            .enumerate()
            .filter(|(place, _)| *place < MOST || *place == chosen)
            .map(|(place, file)| one(file, place == chosen, &look))
            .collect_view();
        view! {
            <section class="files" id="files" aria-labelledby="files-title">
                <div class="files-head">
                    <h2 class="font-semibold" id="files-title">
                        {text::FILES} " "
                        <span class="ms-1 font-normal text-soft tabular-nums">{count}</span>
                    </h2>
                    <nav aria-label=text::FILES_LIST>
                        <ul class="files-list">{tabs}</ul>
                    </nav>
                </div>
                {views}
            </section>
        }
    })
}

fn tab(file: &File, is_chosen: bool, look: &Look) -> impl IntoView + use<> {
    view! {
        <li>
            <a
                class="file-tab"
                href=look.shown(&file.name)
                data-file=file.name.clone()
                data-held=""
                aria-current=is_chosen.then_some("true")
            >
                <Icon glyph=glyph(&file.media_type) class="size-4"/>
                <span class="truncate">{file.name.clone()}</span>
            </a>
        </li>
    }
}

fn one(file: File, is_chosen: bool, look: &Look) -> impl IntoView + use<> {
    let href = look.file(&file.name);
    let label = format!("{} {}", text::DOWNLOAD, file.name);
    let about = text::artifact(essence(&file.media_type), &format::bytes(file.bytes));
    let name = file.name.clone();
    view! {
        <div class="file" data-view=name.clone() hidden=!is_chosen>
            <div class="file-head">
                <div class="min-w-0">
                    <h3 class="truncate font-medium">{name.clone()}</h3>
                    <p class="text-sm text-soft tabular-nums">{about}</p>
                </div>
                <ButtonLink
                    size=Size::Small
                    glyph=icon::DOWNLOAD
                    class="ms-auto"
                    href=href.clone()
                    download=true
                    label=label
                >
                    <span class="max-sm:hidden">{text::DOWNLOAD}</span>
                </ButtonLink>
            </div>
            <Preview file=file href=href at_once=is_chosen/>
        </div>
    }
}

/// The media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
