//! `/account/security/second-factor`, and the panel that leads there.

mod begun;
mod forms;
mod panel;
mod picture;

use domain::account::Role;
use leptos::prelude::*;
use service::Problem;
use service::account::second_factor::{self, SecondFactor};

use super::frame::{Saved, Settings};
use crate::pages::load;
use crate::ssr::{self, PageContext};
use crate::text::second_factor as words;
use crate::ui::alert::{Alert, Tone};
use crate::ui::facts::{Fact, Facts};
use crate::ui::panel::Panel;
use begun::Begun;
use forms::{Begin, TurnOff};
pub(super) use panel::SecondFactorPanel;

/// `/account/security/second-factor`
#[component]
pub(in crate::pages) fn SecondFactorPage() -> impl IntoView {
    load::signed_in().then(|| {
        let page = ssr::page();
        let done = done();
        load::loaded(async move {
            let stands = second_factor::show(&page.services, &page.viewer).await.map_err(Problem::from)?;
            Ok(view! {
                <Settings here="/account/security" title=words::TITLE lead=words::LEAD>
                    <Saved sentence=done/>
                    {shown(stands, &page)}
                    <p>
                        <a class="link text-primary" href="/account/security">
                            {words::BACK}
                        </a>
                    </p>
                </Settings>
            })
        })
    })
}

fn shown(stands: SecondFactor, page: &PageContext) -> AnyView {
    match stands {
        SecondFactor::Off => {
            let warning = is_admin(page).then(|| view! { <Alert tone=Tone::Warning>{words::ADMIN_NOTE}</Alert> });
            view! {
                {warning}
                <Panel id="begin" title=words::BEGIN_TITLE lead=words::BEGIN_LEAD>
                    <Begin/>
                </Panel>
            }
            .into_any()
        }
        SecondFactor::Begun { link, secret, recovery_codes } => {
            view! { <Begun link=link secret=secret codes=recovery_codes/> }.into_any()
        }
        SecondFactor::On { since, codes_left } => {
            let since = since.to_text_in(&page.zone);
            view! {
                <Panel id="stands" title=words::ON lead=words::ON_NOTE>
                    <Facts>
                        <Fact label=words::SINCE>{since}</Fact>
                        <Fact label=words::CODES_LEFT>{words::codes_left(codes_left)}</Fact>
                    </Facts>
                </Panel>
                <Panel id="turn-off" title=words::TURN_OFF_TITLE lead=words::TURN_OFF_LEAD>
                    <TurnOff/>
                </Panel>
            }
            .into_any()
        }
    }
}

/// What was done, by the word in the address.
fn done() -> Option<&'static str> {
    match load::query("done").as_deref() {
        Some("on") => Some(words::DONE_ON),
        Some("off") => Some(words::DONE_OFF),
        _ => None,
    }
}

fn is_admin(page: &PageContext) -> bool {
    page.viewer.role().is_some_and(|role| role >= Role::Admin)
}
