//! `/account`: who one is here.

use std::sync::Arc;

use domain::account::{MAX_BIO, User};
use leptos::prelude::*;

use super::frame::{Saved, Settings};
use crate::pages::load;
use crate::ssr::{self, PageContext};
use crate::text::settings as words;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, Look, Size};
use crate::ui::facts::{Fact, Facts};
use crate::ui::field::{TextArea, TextField};
use crate::ui::file_drop::FileInput;
use crate::ui::panel::Panel;
use crate::ui::time::Ago;

/// What may be sent; the server looks at the bytes.
const PICTURES: &str = "image/png,image/jpeg,image/webp,image/gif";

/// `/account`
#[component]
pub(in crate::pages) fn Profile() -> impl IntoView {
    load::signed_in().then(|| {
        let page = ssr::page();
        let saved = load::query("saved").and_then(|what| words::saved(&what));
        let panels = page.user.clone().map(|user| {
            view! {
                <Picture page=Arc::clone(&page) user=user.clone()/>
                <About page=Arc::clone(&page) user=user.clone()/>
                <Known page=Arc::clone(&page) user=user/>
            }
        });
        view! {
            <Settings here="/account" title=words::PROFILE lead=words::PROFILE_LEAD>
                <Saved sentence=saved/>
                {panels}
            </Settings>
        }
    })
}

#[component]
fn Picture(page: Arc<PageContext>, user: User) -> impl IntoView {
    let form = page.form.clone().filter(|form| form.form == "avatar");
    let problem = form.map(|form| form.problem.detail);
    let is_wrong = problem.is_some();
    let has_one = user.avatar_path.is_some();
    view! {
        <Panel id="picture" title=words::PICTURE>
            <div class="flex flex-col gap-5 sm:flex-row sm:items-start">
                <Avatar user=user class="avatar-large"/>
                <div class="min-w-0 flex-1 space-y-3">
                    <form class="field" method="post" action="/account/avatar" enctype="multipart/form-data">
                        <label class="field-label" for="avatar">
                            {words::PICTURE_FILE}
                        </label>
                        <div class="flex flex-wrap gap-3">
                            <FileInput
                                name="avatar"
                                accept=PICTURES
                                required=true
                                invalid=is_wrong.then_some("true")
                                described_by=Some(if is_wrong { "avatar-error avatar-hint" } else { "avatar-hint" }.to_owned())
                            />
                            <Button look=Look::Primary>
                                {words::PICTURE_PUT}
                            </Button>
                        </div>
                        {problem.map(|problem| view! { <p class="field-error" id="avatar-error" role="alert">{problem}</p> })}
                        <p class="field-hint" id="avatar-hint">
                            {words::PICTURE_HINT}
                        </p>
                    </form>
                    {has_one
                        .then(|| {
                            view! {
                                <form method="post" action="/account/avatar/remove">
                                    <Button look=Look::Ghost size=Size::Small class="-ms-3">
                                        {words::PICTURE_REMOVE}
                                    </Button>
                                </form>
                            }
                        })}
                </div>
            </div>
        </Panel>
    }
}

#[component]
fn About(page: Arc<PageContext>, user: User) -> impl IntoView {
    let form = page.form.clone().filter(|form| form.form == "profile");
    view! {
        <Panel id="about" title=words::ABOUT>
            <form class="space-y-5" method="post" action="/account">
                <TextField
                    name="full_name"
                    label=words::FULL_NAME
                    autocomplete="name"
                    value=user.full_name
                    form=form.clone()
                />
                <TextArea name="bio" label=words::BIO hint=words::BIO_HINT value=user.bio most=MAX_BIO form=form/>
                <Button look=Look::Primary>
                    {words::SAVE}
                </Button>
            </form>
        </Panel>
    }
}

#[component]
fn Known(page: Arc<PageContext>, user: User) -> impl IntoView {
    view! {
        <Panel id="facts" title=words::ACCOUNT>
            <Facts>
                <Fact label=words::USERNAME>{user.username}</Fact>
                <Fact label=words::EMAIL>
                    <span class="break-all">{user.email}</span>
                </Fact>
                <Fact label=words::SINCE>
                    <Ago at=user.created_at now=page.services.now()/>
                </Fact>
            </Facts>
            <p class="field-hint mt-3">{words::USERNAME_NOTE}</p>
        </Panel>
    }
}
