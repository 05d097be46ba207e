//! `/account`: who one is here.

use leptos::prelude::*;

use super::frame::{Panel, Settings};
use crate::pages::load;
use crate::ssr;
use crate::text::settings as words;
use crate::ui::time::Ago;

/// `/account`
#[component]
pub(in crate::pages) fn Profile() -> impl IntoView {
    load::signed_in().then(|| {
        let page = ssr::page();
        let now = page.services.now();
        let facts = page.user.clone().map(|user| {
            view! {
                <Panel id="account" title=words::ACCOUNT>
                    <dl class="facts">
                        <div>
                            <dt>{words::USERNAME}</dt>
                            <dd>{user.username}</dd>
                        </div>
                        <div>
                            <dt>{words::EMAIL}</dt>
                            <dd>{user.email}</dd>
                        </div>
                        <div>
                            <dt>{words::SINCE}</dt>
                            <dd>
                                <Ago at=user.created_at now=now/>
                            </dd>
                        </div>
                    </dl>
                </Panel>
            }
        });
        view! {
            <Settings here="/account" title=words::PROFILE lead=words::PROFILE_LEAD>
                {facts}
            </Settings>
        }
    })
}
