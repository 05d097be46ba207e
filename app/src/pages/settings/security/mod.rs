//! `/account/security`: who can get in, and who did.

mod attempts;
mod password;
mod sessions;

use domain::page::DEFAULT_PER_PAGE;
use leptos::prelude::*;
use service::Problem;
use service::account as use_cases;
use service::account::second_factor;

use super::frame::{Saved, Settings};
use super::second_factor::SecondFactorPanel;
use crate::pages::load;
use crate::ssr;
use crate::text::settings as words;
use attempts::Attempts;
use password::ChangePassword;
use sessions::Sessions;

/// `/account/security`, `/account/security?cursor=…` for older attempts
#[component]
pub(in crate::pages) fn Security() -> impl IntoView {
    load::signed_in().then(|| {
        let page = ssr::page();
        let cursor = load::query("cursor");
        let done = load::query("done").and_then(|what| words::done(&what));
        load::loaded(async move {
            let (services, viewer) = (&page.services, &page.viewer);
            let presences = use_cases::list_presences(services, viewer).await.map_err(Problem::from)?;
            let attempts = use_cases::sign_in_history(services, viewer, cursor.as_deref(), DEFAULT_PER_PAGE).await;
            let attempts = attempts.map_err(Problem::from)?;
            let stands = second_factor::show(services, viewer).await.map_err(Problem::from)?;
            let now = services.now();
            Ok(view! {
                <Settings here="/account/security" title=words::SECURITY lead=words::SECURITY_LEAD>
                    <Saved sentence=done/>
                    <ChangePassword page=std::sync::Arc::clone(&page)/>
                    <SecondFactorPanel stands=stands/>
                    <Sessions presences=presences now=now/>
                    <Attempts attempts=attempts is_first=cursor.is_none() now=now/>
                </Settings>
            })
        })
    })
}
