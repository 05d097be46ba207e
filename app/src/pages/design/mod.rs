//! `/design`: every part of the design system in every state. It is there while one develops, and answers like a missing
//! page in production (`server::http::pages::design`).
//!
//! A part is shown as a [`Specimen`]: a name, an anchor, and what it looks like. Pictures of the specimens are compared with
//! committed ones, so what stands here changes only when a part is meant to.

mod actions;
mod feedback;
mod figures;
mod forms;
mod reading;
mod tokens;
mod ways;

use domain::time::Timestamp;
use leptos::prelude::*;
use leptos_meta::Title;

use super::load;
use crate::text::{self, design as words};
use crate::ui::heading::PageHead;
use crate::ui::tabs::{Tab, Tabs};

/// What the clock says on this page: its pictures must not change with the day.
const NOW: Timestamp = Timestamp::from_micros(1_795_253_400_000_000);

/// `/design`, `/design?theme=dark`
#[component]
pub(super) fn Design() -> impl IntoView {
    let theme = load::query("theme");
    let theme = match theme.as_deref() {
        Some("light") => Some("guildhall-light"),
        Some("dark") => Some("guildhall-dark"),
        _ => None,
    };
    let tab = |label: &str, href: &str, of: Option<&str>| Tab {
        label: label.to_owned(),
        href: href.to_owned(),
        count: None,
        is_here: of == theme,
    };
    let tabs = vec![
        tab(text::chrome::THEME_SYSTEM, "/design", None),
        tab(text::chrome::THEME_LIGHT, "/design?theme=light", Some("guildhall-light")),
        tab(text::chrome::THEME_DARK, "/design?theme=dark", Some("guildhall-dark")),
    ];
    view! {
        <Title text=text::title(words::TITLE)/>
        <div class="bg-base-100 pb-10 text-base-content" data-theme=theme>
            <div class="page-wide page-top">
                <PageHead title=words::TITLE lead=words::LEAD/>
                <div class="mt-6">
                    <Tabs label=text::chrome::THEME tabs=tabs/>
                </div>
                <div class="specimens">
                    <nav
                        class="max-lg:hidden lg:sticky lg:top-24 lg:max-h-[calc(100dvh-7rem)] lg:self-start lg:overflow-y-auto"
                        aria-label=words::CONTENTS
                    >
                        <ul class="space-y-0.5 text-sm">
                            {words::PARTS
                                .map(|(id, name)| {
                                    view! {
                                        <li>
                                            <a class="link link-hover inline-flex min-h-6 items-center" href=format!("#{id}")>
                                                {name}
                                            </a>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    </nav>
                    <div class="min-w-0">
                        {tokens::all()} {actions::all()} {forms::all()} {figures::all()} {ways::all()} {feedback::all()}
                        {reading::all()}
                    </div>
                </div>
            </div>
        </div>
    }
}

/// A part in its states.
#[component]
fn Specimen(
    /// Its anchor, one of [`words::PARTS`].
    id: &'static str,
    /// The states.
    children: Children,
) -> impl IntoView {
    let name = words::PARTS.iter().find(|(known, _)| *known == id).map(|(_, name)| *name);
    let heading = format!("{id}-heading");
    view! {
        <section class="specimen" id=id aria-labelledby=heading.clone() data-specimen=id>
            <h2 class="font-semibold" id=heading.clone()>
                {name}
            </h2>
            <div class="specimen-stage">{children()}</div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_that_is_named_is_shown_once() {
        let html = Owner::new().with(|| {
            let all = view! {
                {tokens::all()} {actions::all()} {forms::all()} {figures::all()} {ways::all()} {feedback::all()} {reading::all()}
            };
            all.to_html()
        });
        for (id, name) in words::PARTS {
            assert_eq!(html.matches(&format!("data-specimen=\"{id}\"")).count(), 1, "{name}");
        }
        assert_eq!(html.matches("data-specimen=").count(), words::PARTS.len());
    }
}
