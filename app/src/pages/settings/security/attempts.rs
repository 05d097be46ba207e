//! How one's account was signed in to.

use domain::account::{Outcome, SignIn};
use domain::page::Page;
use domain::time::Timestamp;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::settings as words;
use crate::ui::badge::{self, Badge};
use crate::ui::icon::{self, Glyph};
use crate::ui::pager::Pager;
use crate::ui::panel::Panel;
use crate::ui::table::{Rows, Side};
use crate::ui::time::Ago;

/// A table of attempts, newest first.
#[component]
pub(super) fn Attempts(
    /// A page of them.
    attempts: Page<SignIn>,
    /// Whether it is the first page.
    is_first: bool,
    /// What the clock says.
    now: Timestamp,
) -> impl IntoView {
    let older = attempts.next_cursor.as_deref();
    let older = older.map(|cursor| format!("/account/security?cursor={}#history", link::escape(cursor)));
    let newest = (!is_first).then(|| "/account/security#history".to_owned());
    view! {
        <Panel id="history" title=words::HISTORY lead=words::HISTORY_LEAD>
            {if attempts.data.is_empty() {
                view! { <p class="text-soft">{words::NO_HISTORY}</p> }.into_any()
            } else {
                view! {
                    <Rows columns=vec![
                        (words::DEVICE, Side::Start),
                        (words::OUTCOME, Side::Start),
                        (words::WHEN, Side::End),
                    ]>{attempts.data.into_iter().map(|attempt| row(attempt, now)).collect_view()}</Rows>
                }
                    .into_any()
            }}
            <Pager previous=newest next=older previous_label=words::NEWEST next_label=words::OLDER/>
        </Panel>
    }
}

fn row(attempt: SignIn, now: Timestamp) -> impl IntoView {
    let (look, glyph) = shown(attempt.outcome);
    view! {
        <tr>
            <td class="row-main">
                <span class="font-medium break-words">{words::device(&attempt.device)}</span>
                <span class="block text-sm text-soft">
                    {words::door(attempt.door)} " · " <span class="break-all">{attempt.address}</span>
                </span>
            </td>
            <td class="row-status">
                <Badge text=words::outcome(attempt.outcome) glyph=glyph look=look/>
            </td>
            <td class="text-end text-soft row-when">
                <Ago at=attempt.at now=now/>
            </td>
        </tr>
    }
}

const fn shown(outcome: Outcome) -> (badge::Look, Glyph) {
    match outcome {
        Outcome::Succeeded => (badge::Look::Success, icon::CIRCLE_CHECK),
        Outcome::WrongPassword | Outcome::WrongCode => (badge::Look::Warning, icon::TRIANGLE_ALERT),
        Outcome::Suspended | Outcome::ReusedToken => (badge::Look::Error, icon::CIRCLE_X),
    }
}
