//! What steps made, where they made it: charts as pictures, other files by name. Each leads to the file beside.

use domain::run::Artifact;
use leptos::prelude::*;

use super::look::Look;
use crate::ui::icon::{self, Glyph, Icon};
use crate::{format, text};

/// Files that are shown in one place; the rest is told by number.
const MOST: usize = 12;

/// The files of those names. Nothing where there are none, or where files are not shown.
pub(super) fn made(names: &[String], artifacts: &[Artifact], look: &Look) -> impl IntoView + use<> {
    let named = |name: &String| artifacts.iter().find(|artifact| artifact.name == *name).cloned();
    let files: Vec<Artifact> = names.iter().filter(|_| look.shows_files).filter_map(named).collect();
    let more = files.len().saturating_sub(MOST);
    let (pictures, others): (Vec<_>, Vec<_>) =
        files.into_iter().take(MOST).partition(|file| file.media_type.starts_with("image/"));
    let is_any = !(pictures.is_empty() && others.is_empty());
    let class = if pictures.len() == 1 { "made-pictures made-picture-alone" } else { "made-pictures" };
    let has_pictures = !pictures.is_empty();
    let pictures = pictures.into_iter().map(|file| picture(&file, look)).collect_view();
    let others = others.into_iter().map(|file| chip(&file, look)).collect_view();
    is_any.then(|| {
        view! {
            <div class="made">
                {has_pictures.then(|| view! { <ul class=class>{pictures}</ul> })}
                <ul class="flex flex-wrap gap-2">
                    {others}
                    {(more > 0)
                        .then(|| view! { <li class="py-1.5 text-sm text-soft">{text::run::more_files(more)}</li> })}
                </ul>
            </div>
        }
    })
}

/// In a place of fixed height: how large it is is known only to the page that shows it whole.
fn picture(file: &Artifact, look: &Look) -> impl IntoView + use<> {
    let alt = text::run::image(&file.name);
    view! {
        <li>
            <a class="made-picture" href=look.shown(&file.name) data-file=file.name.clone() data-held="">
                <img src=look.file(&file.name) alt=alt loading="lazy"/>
                <span aria-hidden="true">{file.name.clone()}</span>
            </a>
        </li>
    }
}

fn chip(file: &Artifact, look: &Look) -> impl IntoView + use<> {
    view! {
        <li>
            <a class="made-file" href=look.shown(&file.name) data-file=file.name.clone() data-held="">
                <Icon glyph=glyph(&file.media_type) class="size-4 text-soft"/>
                {file.name.clone()}
                <span class="font-normal text-soft tabular-nums">{format::bytes(file.bytes)}</span>
            </a>
        </li>
    }
}

/// What stands for a file of that media type.
pub(crate) fn glyph(media_type: &str) -> Glyph {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "text/csv" | "text/tab-separated-values" => icon::TABLE_2,
        "application/json" => icon::BRACES,
        kind if kind.starts_with("image/") => icon::IMAGE,
        _ => icon::FILE_TEXT,
    }
}
