//! Who is signed in, and the way out.

use domain::account::User;
use leptos::prelude::*;

use crate::text::chrome as words;
use crate::ui::avatar::Avatar;
use crate::ui::icon::{self, Icon};

/// A button with the person's picture that opens a menu. The browser opens and closes it by itself.
#[component]
pub(super) fn AccountMenu(
    /// The person.
    user: User,
) -> impl IntoView {
    view! {
        <button type="button" class="avatar-button" popovertarget="account-menu">
            <span class="sr-only">{words::ACCOUNT}</span>
            <Avatar user=user.clone()/>
        </button>
        <div class="menu-sheet w-64" id="account-menu" popover="auto">
            <div class="px-3 pt-2 pb-3">
                <p class="sr-only">{words::signed_in_as(&user.full_name)}</p>
                <p class="truncate font-semibold" aria-hidden="true">
                    {user.full_name.clone()}
                </p>
                <p class="truncate text-sm text-soft">{user.email}</p>
            </div>
            {user
                .email_verified_at
                .is_none()
                .then(|| {
                    view! {
                        <a class="menu-line text-warning" href="/verify">
                            <Icon glyph=icon::MAIL/>
                            {words::NOT_VERIFIED}
                        </a>
                    }
                })}
            <a class="menu-line" href="/runs">
                <Icon glyph=icon::HISTORY/>
                {words::RUNS}
            </a>
            <a class="menu-line" href="/credits">
                <Icon glyph=icon::COINS/>
                {words::CREDITS}
            </a>
            <a class="menu-line" href="/account">
                <Icon glyph=icon::USER/>
                {words::SETTINGS}
            </a>
            <form method="post" action="/sign-out">
                <button type="submit" class="menu-line w-full">
                    <Icon glyph=icon::LOG_OUT/>
                    {words::SIGN_OUT}
                </button>
            </form>
        </div>
    }
}
