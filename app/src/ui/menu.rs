//! A menu of ways and deeds. The browser opens and closes it by itself (`popover`).

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// The sheet. Whatever has its id as `popovertarget` opens it.
#[component]
pub fn Menu(
    /// What opens it refers to this.
    id: &'static str,
    /// Classes for its width.
    #[prop(default = "w-64")]
    class: &'static str,
    /// Its lines.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("menu-sheet {class}") id=id popover="auto">
            {children()}
        </div>
    }
}

/// A line that leads somewhere.
#[component]
pub fn MenuLink(
    /// Where.
    href: &'static str,
    /// Its picture.
    glyph: Glyph,
    /// What stands there.
    label: &'static str,
    /// Whether something is to be done there.
    #[prop(optional)]
    urgent: bool,
) -> impl IntoView {
    view! {
        <a class=if urgent { "menu-line text-warning" } else { "menu-line" } href=href>
            <Icon glyph=glyph/>
            {label}
        </a>
    }
}

/// A line that sends the form that it stands in.
#[component]
pub fn MenuButton(
    /// Its picture.
    glyph: Glyph,
    /// What it does.
    label: &'static str,
    /// What stands at its end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <button type="submit" class="menu-line w-full">
            <Icon glyph=glyph/>
            {label}
            {children.map(|children| children())}
        </button>
    }
}
