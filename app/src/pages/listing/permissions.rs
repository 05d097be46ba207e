//! What an agent may reach.

use domain::catalogue::Permissions;
use leptos::either::Either;
use leptos::prelude::*;

use crate::text::listing as text;
use crate::ui::icon::{self, Icon};

/// The permissions that the version asks for; a run is a yes to them.
#[component]
pub(super) fn PermissionsAsked(
    /// What it asks for.
    permissions: Permissions,
) -> impl IntoView {
    let nothing = permissions.network.is_empty() && permissions.models.is_empty();
    view! {
        <section aria-labelledby="permissions">
            <h2 class="section-title" id="permissions">
                {text::PERMISSIONS}
            </h2>
            {if nothing {
                Either::Left(
                    view! {
                        <p class="flex items-start gap-3">
                            <Icon glyph=icon::SHIELD_CHECK class="size-6 text-success"/>
                            <span>{text::PERMISSIONS_NONE}</span>
                        </p>
                    },
                )
            } else {
                Either::Right(
                    view! {
                        <dl class="lines">
                            {list(text::NETWORK, permissions.network, text::NO_NETWORK)}
                            {list(text::MODELS, permissions.models, text::NO_MODELS)}
                        </dl>
                    },
                )
            }}
        </section>
    }
}

fn list(label: &'static str, items: Vec<String>, none: &'static str) -> impl IntoView {
    let shown = if items.is_empty() { none.to_owned() } else { items.join(", ") };
    view! {
        <div class="flex gap-6 py-3">
            <dt class="w-24 shrink-0 text-soft">{label}</dt>
            <dd class="min-w-0 break-words">{shown}</dd>
        </div>
    }
}
