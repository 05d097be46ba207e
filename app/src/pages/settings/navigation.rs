//! Which pages of settings there are.

use leptos::prelude::*;

use crate::text::settings as words;
use crate::ui::icon::{self, Glyph, Icon};

/// Path, name and picture of each page, in their order.
const LINES: &[(&str, &str, Glyph)] = &[
    ("/account", words::PROFILE, icon::USER),
    ("/account/security", words::SECURITY, icon::SHIELD_CHECK),
    ("/account/preferences", words::PREFERENCES, icon::SLIDERS_HORIZONTAL),
    ("/account/keys", words::KEYS, icon::KEY),
    ("/account/usage", words::USAGE, icon::GAUGE),
];

/// The way from page to page: a column beside the panels, a row above them where it is narrow.
#[component]
pub(super) fn Navigation(
    /// The path of the page that is shown.
    here: &'static str,
) -> impl IntoView {
    let line = |(path, label, glyph): &(&'static str, &'static str, Glyph)| {
        view! {
            <a class="settings-line" href=*path aria-current=(*path == here).then_some("page")>
                <Icon glyph=*glyph/>
                {*label}
            </a>
        }
    };
    view! {
        <nav class="settings-lines" aria-label=words::NAVIGATION>
            {LINES.iter().map(line).collect_view()}
        </nav>
    }
}
