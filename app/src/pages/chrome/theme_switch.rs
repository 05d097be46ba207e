//! The choice of colours: a form of three buttons.

use leptos::prelude::*;

use crate::ssr::Theme;
use crate::text::chrome as words;
use crate::ui::button::{Button, Look, Press, Shape, Size};
use crate::ui::icon::{self, Glyph, Icon};

/// A button that opens the choice of colours.
#[component]
pub(super) fn ThemeSwitch(
    /// What is chosen.
    theme: Theme,
    /// Where to come back to.
    path: String,
) -> impl IntoView {
    view! {
        <Button
            look=Look::Ghost
            size=Size::Small
            shape=Shape::Square
            press=Press::Acts
            attr:popovertarget="theme-menu"
            label=words::THEME
            attr:title=words::THEME
        >
            <Icon glyph=icon::SUN_MOON class="size-5"/>
        </Button>
        <form class="menu-sheet w-48" id="theme-menu" popover="auto" method="post" action="/theme">
            <input type="hidden" name="return_to" value=path/>
            {[Theme::System, Theme::Light, Theme::Dark]
                .map(|choice| {
                    let (glyph, label) = shown(choice);
                    let is_chosen = choice == theme;
                    view! {
                        <button
                            type="submit"
                            class="menu-line w-full"
                            name="theme"
                            value=choice.as_str()
                            aria-pressed=if is_chosen { "true" } else { "false" }
                        >
                            <Icon glyph=glyph/>
                            {label}
                            {is_chosen.then(|| view! { <Icon glyph=icon::CHECK class="size-4 ms-auto text-primary"/> })}
                        </button>
                    }
                })
                .collect_view()}
        </form>
    }
}

const fn shown(theme: Theme) -> (Glyph, &'static str) {
    match theme {
        Theme::System => (icon::SUN_MOON, words::THEME_SYSTEM),
        Theme::Light => (icon::SUN, words::THEME_LIGHT),
        Theme::Dark => (icon::MOON, words::THEME_DARK),
    }
}
