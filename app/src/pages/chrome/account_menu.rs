//! Who is signed in, and the way out.

use domain::account::User;
use leptos::prelude::*;

use crate::text::chrome as words;
use crate::ui::avatar::Avatar;
use crate::ui::icon;
use crate::ui::menu::{Menu, MenuButton, MenuLink};

/// A button with the person's picture that opens a menu.
#[component]
pub(super) fn AccountMenu(
    /// The person.
    user: User,
) -> impl IntoView {
    let is_new = user.email_verified_at.is_none();
    view! {
        <button type="button" class="avatar-button" popovertarget="account-menu">
            <span class="sr-only">{words::ACCOUNT}</span>
            <Avatar user=user.clone()/>
        </button>
        <Menu id="account-menu">
            <div class="px-3 pt-2 pb-3">
                <p class="sr-only">{words::signed_in_as(&user.full_name)}</p>
                <p class="truncate font-semibold" aria-hidden="true">
                    {user.full_name.clone()}
                </p>
                <p class="truncate text-sm text-soft">{user.email}</p>
            </div>
            {is_new
                .then(|| {
                    view! { <MenuLink href="/verify" glyph=icon::MAIL label=words::NOT_VERIFIED urgent=true/> }
                })}
            <MenuLink href="/runs" glyph=icon::HISTORY label=words::RUNS/>
            <MenuLink href="/analytics" glyph=icon::GAUGE label=words::ANALYTICS/>
            <MenuLink href="/credits" glyph=icon::COINS label=words::CREDITS/>
            <MenuLink href="/account" glyph=icon::USER label=words::SETTINGS/>
            <form method="post" action="/sign-out">
                <MenuButton glyph=icon::LOG_OUT label=words::SIGN_OUT/>
            </form>
        </Menu>
    }
}
