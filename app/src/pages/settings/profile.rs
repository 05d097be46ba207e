//! `/account`: who one is here.

use std::sync::Arc;

use domain::account::{MAX_BIO, User};
use leptos::prelude::*;

use super::frame::{Panel, Saved, Settings};
use crate::pages::field::{TextArea, TextField};
use crate::pages::load;
use crate::ssr::{self, PageContext};
use crate::text::settings as words;
use crate::ui::avatar::Avatar;
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
                <Facts page=Arc::clone(&page) user=user/>
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
                            <input
                                class="file-input min-w-0 max-w-full flex-1"
                                id="avatar"
                                name="avatar"
                                type="file"
                                accept=PICTURES
                                required=true
                                aria-invalid=is_wrong.then_some("true")
                                aria-describedby=if is_wrong { "avatar-error avatar-hint" } else { "avatar-hint" }
                            />
                            <button type="submit" class="btn btn-primary">
                                {words::PICTURE_PUT}
                            </button>
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
                                    <button type="submit" class="btn btn-ghost btn-sm -ms-3">
                                        {words::PICTURE_REMOVE}
                                    </button>
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
                <button type="submit" class="btn btn-primary">
                    {words::SAVE}
                </button>
            </form>
        </Panel>
    }
}

#[component]
fn Facts(page: Arc<PageContext>, user: User) -> impl IntoView {
    view! {
        <Panel id="facts" title=words::ACCOUNT>
            <dl class="facts">
                <div>
                    <dt>{words::USERNAME}</dt>
                    <dd>{user.username}</dd>
                </div>
                <div>
                    <dt>{words::EMAIL}</dt>
                    <dd class="break-all">{user.email}</dd>
                </div>
                <div>
                    <dt>{words::SINCE}</dt>
                    <dd>
                        <Ago at=user.created_at now=page.services.now()/>
                    </dd>
                </div>
            </dl>
            <p class="field-hint mt-3">{words::USERNAME_NOTE}</p>
        </Panel>
    }
}
