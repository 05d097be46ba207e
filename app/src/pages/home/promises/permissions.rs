//! A stranger's agent is safe to run: what one may reach, as its manifest asks for it.

use std::sync::Arc;

use domain::catalogue::Listing;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::{home as text, listing as words};
use crate::ui::icon::{self, Icon};

/// What the agent may reach.
#[component]
pub(super) fn Permissions(
    /// The agent.
    example: Arc<Listing>,
) -> impl IntoView {
    let permissions = &example.manifest.permissions;
    let lines = [
        (words::NETWORK, permissions.network.join(", "), words::NO_NETWORK),
        (words::MODELS, permissions.models.join(", "), words::NO_MODELS),
        (text::PERMISSION_FILES, String::new(), text::PERMISSION_GIVEN),
    ];
    view! {
        <div class="exhibit">
            <p class="flex items-center gap-2 font-medium">
                <Icon glyph=icon::SHIELD_CHECK class="size-5 text-success"/>
                <a class="link link-hover" href=format!("{}#permissions", link::agent(&example.card.slug))>
                    {text::may_reach(&example.card.name)}
                </a>
            </p>
            <dl class="mt-3 space-y-2">
                {lines
                    .map(|(label, asked, none)| {
                        let shown = if asked.is_empty() { none.to_owned() } else { asked };
                        view! {
                            <div class="money-line">
                                <dt>{label}</dt>
                                <dd>{shown}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </div>
    }
}
