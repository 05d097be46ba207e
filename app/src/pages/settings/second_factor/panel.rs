//! The panel on the page of security.

use leptos::prelude::*;
use service::account::second_factor::SecondFactor;

use crate::pages::settings::frame::Panel;
use crate::text::second_factor as words;

/// How it stands, and the way to its page.
#[component]
pub(in crate::pages::settings) fn SecondFactorPanel(
    /// How it stands.
    stands: SecondFactor,
) -> impl IntoView {
    let (word, note, way, class) = match stands {
        SecondFactor::Off => (words::OFF, words::OFF_NOTE, words::SET_UP, "chip chip-neutral"),
        SecondFactor::Begun { .. } => (words::BEGUN, words::OFF_NOTE, words::GO_ON, "chip chip-warning"),
        SecondFactor::On { .. } => (words::ON, words::ON_NOTE, words::MANAGE, "chip chip-success"),
    };
    view! {
        <Panel id="second-factor" title=words::NAME lead=words::LEAD>
            <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
                <span class=class>{word}</span>
                <span class="min-w-0 flex-1 text-soft">{note}</span>
                <a class="btn btn-sm" href="/account/security/second-factor">
                    {way}
                </a>
            </div>
        </Panel>
    }
}
