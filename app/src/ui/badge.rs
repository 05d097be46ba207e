//! A word in a frame.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// What a [`Badge`] says of what it stands beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// A word like others.
    #[default]
    Plain,
    /// A word in passing.
    Neutral,
    /// A word that is meant to be seen.
    Accent,
    /// Good to know.
    Info,
    /// It is well.
    Success,
    /// Something is to be done.
    Warning,
    /// It is not well.
    Error,
}

impl Look {
    /// Its classes.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "chip",
            Self::Neutral => "chip chip-neutral",
            Self::Accent => "chip chip-accent",
            Self::Info => "chip chip-info",
            Self::Success => "chip chip-success",
            Self::Warning => "chip chip-warning",
            Self::Error => "chip chip-error",
        }
    }
}

/// A word in a frame, with an icon where there is one.
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    text: String,
    /// What it says.
    #[prop(optional)]
    look: Look,
    /// The icon before it.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
) -> impl IntoView {
    view! {
        <span class=look.class()>
            {glyph.map(|glyph| view! { <Icon glyph=glyph class="size-3.5"/> })}
            {text}
        </span>
    }
}
