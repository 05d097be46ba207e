//! One key: what it may, how it was used, and how it is replaced or ended.

use domain::credits::Credits;
use domain::key::{ApiKey, CapPeriod};
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;

use crate::format;
use crate::text::keys as words;
use crate::ui::badge::{self, Badge};
use crate::ui::button::Look;
use crate::ui::confirm::Confirm;
use crate::ui::time::Ago;

/// A line of the list.
#[component]
pub(super) fn KeyLine(key: ApiKey, now: Timestamp) -> impl IntoView {
    let id = key.id.to_string();
    let is_expired = key.is_expired(now);
    let spent = spent(&key);
    view! {
        <li class="py-5">
            <div class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <h3 class="font-semibold">{key.name}</h3>
                <code class="text-sm text-soft">{format!("{}…", key.hint)}</code>
                {is_expired.then(|| view! { <Badge look=badge::Look::Warning text=words::OVER/> })}
            </div>
            <ul class="mt-2 flex flex-wrap gap-1.5">
                {key
                    .scopes
                    .iter()
                    .map(|scope| {
                        view! {
                            <li title=words::scope(scope)>
                                <Badge look=badge::Look::Neutral text=scope.as_str()/>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <dl class="mt-3 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
                {fact(words::MADE_AT, view! { <Ago at=key.created_at now=now/> })}
                {fact(
                    words::LAST_USED,
                    match key.last_used_at {
                        Some(at) => Either::Left(view! { <Ago at=at now=now/> }),
                        None => Either::Right(words::NEVER),
                    },
                )}
                {fact(words::ENDS, key.expires_at.map_or_else(|| words::NO_END.to_owned(), format::exact))}
                {fact(words::SPENT, spent)}
                {key.requests_per_minute.map(|limit| fact(words::LIMIT, words::per_minute(limit)))}
            </dl>
            <div class="mt-4 flex flex-wrap gap-x-8 gap-y-4">
                <Confirm
                    action=format!("/account/keys/{id}/regenerate")
                    label=words::REGENERATE
                    note=words::REGENERATE_NOTE
                    button=words::REGENERATE_NOW
                    look=Look::Plain
                />
                <Confirm
                    action=format!("/account/keys/{id}/revoke")
                    label=words::REVOKE
                    note=words::REVOKE_NOTE
                    button=words::REVOKE_NOW
                />
            </div>
        </li>
    }
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> impl IntoView {
    view! {
        <div class="flex gap-2">
            <dt class="text-soft">{name}</dt>
            <dd class="font-medium tabular-nums">{value}</dd>
        </div>
    }
}

fn spent(key: &ApiKey) -> String {
    let shown = |amount: Credits| amount.shown_up();
    match key.cap {
        Some(cap) => {
            let spent = if cap.period == CapPeriod::Month { key.spent_this_month } else { key.spent };
            words::spent(&shown(spent), &cap.amount.shown_down(), cap.period)
        }
        None => words::spent_freely(&shown(key.spent_this_month), &shown(key.spent)),
    }
}
