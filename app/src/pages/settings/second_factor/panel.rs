//! The panel on the page of security.

use leptos::prelude::*;
use service::account::second_factor::SecondFactor;

use crate::text::second_factor as words;
use crate::ui::badge::{self, Badge};
use crate::ui::button::{ButtonLink, Size};
use crate::ui::panel::Panel;

/// How it stands, and the way to its page.
#[component]
pub(in crate::pages::settings) fn SecondFactorPanel(
    /// How it stands.
    stands: SecondFactor,
) -> impl IntoView {
    let (word, note, way, look) = match stands {
        SecondFactor::Off => (words::OFF, words::OFF_NOTE, words::SET_UP, badge::Look::Neutral),
        SecondFactor::Begun { .. } => (words::BEGUN, words::OFF_NOTE, words::GO_ON, badge::Look::Warning),
        SecondFactor::On { .. } => (words::ON, words::ON_NOTE, words::MANAGE, badge::Look::Success),
    };
    view! {
        <Panel id="second-factor" title=words::NAME lead=words::LEAD>
            <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
                <Badge look=look text=word/>
                <span class="min-w-0 flex-1 text-soft">{note}</span>
                <ButtonLink size=Size::Small href="/account/security/second-factor">
                    {way}
                </ButtonLink>
            </div>
        </Panel>
    }
}
