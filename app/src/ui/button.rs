//! Buttons, and links that look like one.
//!
//! What a single place needs besides (`attr:form`, `attr:title`, `on:click`) is given to the component as to an element.

use leptos::prelude::*;

use super::icon::{self, Glyph, Icon};

/// How much a button is meant to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One of several.
    #[default]
    Plain,
    /// What the page is for; one in sight.
    Primary,
    /// What leads to what the page is for, where there are many of it.
    Soft,
    /// Beside another one.
    Ghost,
    /// It hurts, and this is the last asking.
    Danger,
    /// It hurts.
    DangerOutline,
    /// It leads to where it hurts.
    DangerGhost,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "btn",
            Self::Primary => "btn btn-primary",
            Self::Soft => "btn btn-primary btn-soft",
            Self::Ghost => "btn btn-ghost",
            Self::Danger => "btn btn-error",
            Self::DangerOutline => "btn btn-error btn-outline",
            Self::DangerGhost => "btn btn-ghost text-error",
        }
    }
}

/// How large a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// Inside a line of text.
    Tiny,
    /// Beside other things.
    Small,
    /// In a form.
    #[default]
    Medium,
    /// Alone at the head of a page.
    Large,
}

impl Size {
    const fn class(self) -> &'static str {
        match self {
            Self::Tiny => "btn-xs",
            Self::Small => "btn-sm",
            Self::Medium => "",
            Self::Large => "btn-lg",
        }
    }
}

/// How wide a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// As wide as what it says.
    #[default]
    Fitting,
    /// As wide as what it stands in.
    Wide,
    /// As wide on a phone only.
    WideOnPhone,
    /// As wide as it is high: an icon with a `label`.
    Square,
}

impl Shape {
    const fn class(self) -> &'static str {
        match self {
            Self::Fitting => "",
            Self::Wide => "btn-block",
            Self::WideOnPhone => "max-sm:btn-block",
            Self::Square => "btn-square",
        }
    }
}

fn class(look: Look, size: Size, shape: Shape, more: &str) -> String {
    let parts = [look.class(), size.class(), shape.class(), more];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What pressing a button does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Press {
    /// It sends the form that it stands in.
    #[default]
    Sends,
    /// What its attributes say.
    Acts,
}

/// A button.
#[component]
pub fn Button(
    /// How much it is meant to be seen.
    #[prop(optional)]
    look: Look,
    /// How large it is.
    #[prop(optional)]
    size: Size,
    /// How wide it is.
    #[prop(optional)]
    shape: Shape,
    /// What pressing it does.
    #[prop(optional)]
    press: Press,
    /// The icon before the words.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// Whether it was pressed and works.
    #[prop(optional)]
    busy: bool,
    /// Whether it cannot be pressed.
    #[prop(optional)]
    disabled: bool,
    /// Its name, where the words do not say it or there are none.
    #[prop(optional, into)]
    label: Option<String>,
    /// Classes for its place.
    #[prop(optional)]
    class: &'static str,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let glyph = if busy { Some(icon::LOADER_CIRCLE) } else { glyph };
    view! {
        <button
            type=if press == Press::Sends { "submit" } else { "button" }
            class=self::class(look, size, shape, class)
            disabled=disabled
            aria-busy=busy.then_some("true")
            aria-label=label
        >
            {glyph.map(|glyph| view! { <Icon glyph=glyph/> })}
            {children.map(|children| children())}
        </button>
    }
}

/// A link that looks like a button: it leads somewhere and changes nothing.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How much it is meant to be seen.
    #[prop(optional)]
    look: Look,
    /// How large it is.
    #[prop(optional)]
    size: Size,
    /// How wide it is.
    #[prop(optional)]
    shape: Shape,
    /// The icon before the words.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// Whether what it leads to is kept as a file.
    #[prop(optional)]
    download: bool,
    /// Its name, where the words do not say it or there are none.
    #[prop(optional, into)]
    label: Option<String>,
    /// Classes for its place.
    #[prop(optional)]
    class: &'static str,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <a class=self::class(look, size, shape, class) href=href download=download.then_some("") aria-label=label>
            {glyph.map(|glyph| view! { <Icon glyph=glyph/> })}
            {children.map(|children| children())}
        </a>
    }
}

/// A link in running text that leads on, with an arrow.
#[component]
pub fn Onward(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What stands there.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <a class="onward" href=href>
            {label}
            <Icon glyph=icon::ARROW_RIGHT/>
        </a>
    }
}
