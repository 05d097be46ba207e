//! Where one is signed in.

use domain::account::Presence;
use domain::time::Timestamp;
use leptos::prelude::*;

use crate::text::settings as words;
use crate::ui::badge::{self, Badge};
use crate::ui::button::{Button, Look, Size};
use crate::ui::icon;
use crate::ui::panel::Panel;
use crate::ui::time::Ago;

/// Every session and family of tokens, each with the way to end it.
#[component]
pub(super) fn Sessions(
    /// The one that asks first.
    presences: Vec<Presence>,
    /// What the clock says.
    now: Timestamp,
) -> impl IntoView {
    let has_others = presences.iter().any(|presence| !presence.is_current);
    view! {
        <Panel id="sessions" title=words::SESSIONS lead=words::SESSIONS_LEAD>
            <ul class="lines">{presences.into_iter().map(|presence| line(presence, now)).collect_view()}</ul>
            {has_others
                .then(|| {
                    view! {
                        <form class="mt-5" method="post" action="/account/security/sessions/end-others">
                            <Button size=Size::Small glyph=icon::LOG_OUT>
                                {words::END_OTHERS}
                            </Button>
                        </form>
                    }
                })}
        </Panel>
    }
}

fn line(presence: Presence, now: Timestamp) -> impl IntoView {
    let device = words::device(&presence.device);
    let action = format!("/account/security/sessions/{}/end", presence.id);
    let label = words::end(&device, &presence.address);
    view! {
        <li class="flex items-center gap-4 py-3">
            <div class="min-w-0 flex-1">
                <p class="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                    <span class="break-words">{device}</span>
                    {presence.is_current.then(|| view! { <Badge text=words::THIS_ONE look=badge::Look::Success/> })}
                </p>
                <p class="text-sm text-soft">
                    {words::door(presence.door)} " · " <span class="break-all">{presence.address}</span> " · "
                    {words::LAST_SEEN} " " <Ago at=presence.last_seen_at now=now/>
                </p>
            </div>
            {(!presence.is_current)
                .then(|| {
                    view! {
                        <form method="post" action=action>
                            <Button look=Look::Ghost size=Size::Small label=label>
                                {words::END}
                            </Button>
                        </form>
                    }
                })}
        </li>
    }
}
