//! `/account/security`: who can get in, and who did.

use leptos::prelude::*;

use super::frame::Settings;
use crate::pages::load;
use crate::text::settings as words;

/// `/account/security`
#[component]
pub(in crate::pages) fn Security() -> impl IntoView {
    load::signed_in().then(|| {
        view! {
            <Settings here="/account/security" title=words::SECURITY lead=words::SECURITY_LEAD>
                {()}
            </Settings>
        }
    })
}
