//! A sentence that stands out.

use leptos::prelude::*;

use super::icon::{self, Glyph, Icon};

/// What an [`Alert`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// It worked.
    Success,
    /// Something to do first.
    Warning,
    /// It did not work.
    Error,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice-info",
            Self::Success => "notice notice-success",
            Self::Warning => "notice notice-warning",
            Self::Error => "notice notice-error",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Info => icon::INFO,
            Self::Success => icon::CIRCLE_CHECK,
            Self::Warning => icon::TRIANGLE_ALERT,
            Self::Error => icon::CIRCLE_ALERT,
        }
    }

    /// Errors are read out at once, the rest when the reader is at it.
    const fn role(self) -> Option<&'static str> {
        match self {
            Self::Error => Some("alert"),
            _ => None,
        }
    }
}

/// A sentence or two that stand out, with what to do next.
#[component]
pub fn Alert(
    /// What it is about.
    tone: Tone,
    /// The sentence in a few words; may be empty.
    #[prop(optional, into)]
    title: String,
    /// What else there is to say.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.class() role=tone.role()>
            <Icon glyph=tone.glyph() class="size-5 mt-0.5"/>
            <div class="min-w-0 space-y-1">
                {(!title.is_empty()).then(|| view! { <p class="font-semibold">{title}</p> })}
                <div class="space-y-2">{children()}</div>
            </div>
        </div>
    }
}
