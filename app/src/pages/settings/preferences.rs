//! `/account/preferences`: how Guildhall behaves for one.

use leptos::prelude::*;

use super::frame::Settings;
use crate::pages::load;
use crate::text::settings as words;

/// `/account/preferences`
#[component]
pub(in crate::pages) fn Preferences() -> impl IntoView {
    load::signed_in().then(|| {
        view! {
            <Settings here="/account/preferences" title=words::PREFERENCES lead=words::PREFERENCES_LEAD>
                {()}
            </Settings>
        }
    })
}
