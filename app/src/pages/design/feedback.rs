//! What is told: notices, empty places, what is on its way.

use domain::account::{Role, User};
use domain::id::{OwnerId, UserId};
use leptos::prelude::*;

use super::{NOW, Specimen};
use crate::text::design as words;
use crate::ui::alert::{Alert, Tone};
use crate::ui::avatar::Avatar;
use crate::ui::divider::Divider;
use crate::ui::empty::Empty;
use crate::ui::icon;
use crate::ui::panel::Panel;
use crate::ui::skeleton::Skeleton;
use crate::ui::toast::Toast;

fn somebody() -> User {
    User {
        id: UserId::from_bits(0),
        owner_id: OwnerId::from_bits(0),
        email: String::new(),
        username: String::new(),
        full_name: words::SOMEBODY.to_owned(),
        bio: String::new(),
        avatar_path: None,
        role: Role::User,
        email_verified_at: None,
        suspended_at: None,
        created_at: NOW,
    }
}

pub(super) fn all() -> impl IntoView {
    view! {
        <Specimen id="alert">
            <div class="w-full space-y-3">
                <Alert tone=Tone::Info title=words::WORD>
                    {words::SENTENCE}
                </Alert>
                <Alert tone=Tone::Success>{words::SENTENCE}</Alert>
                <Alert tone=Tone::Warning>{words::SENTENCE}</Alert>
                <Alert tone=Tone::Error title=words::WORD>
                    {words::SENTENCE}
                </Alert>
            </div>
        </Specimen>
        <Specimen id="toast">
            // What is fixed stands in the corner of what is contained.
            <div class="relative h-28 w-full contain-layout">
                <p class="text-soft">{words::TOAST_NOTE}</p>
                <Toast sentence=words::SENTENCE/>
            </div>
        </Specimen>
        <Specimen id="empty">
            <div class="w-full">
                <Empty glyph=icon::INBOX title=words::WORD text=words::SENTENCE href="#empty" action=words::LINK/>
            </div>
        </Specimen>
        <Specimen id="skeleton">
            <div class="w-full max-w-sm">
                <Skeleton lines=4/>
            </div>
        </Specimen>
        <Specimen id="panel">
            <div class="w-full">
                <Panel id="design-panel" title=words::WORD lead=words::HINT>
                    {words::SENTENCE}
                </Panel>
            </div>
        </Specimen>
        <Specimen id="divider">
            <div class="w-full space-y-6">
                <Divider/>
                <Divider text=words::OR/>
            </div>
        </Specimen>
        <Specimen id="avatar">
            <Avatar user=somebody()/>
            <Avatar user=somebody() class="avatar-large"/>
        </Specimen>
    }
}
