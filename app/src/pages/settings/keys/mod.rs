//! `/account/keys`: the viewer's API keys, and how one more is made.

mod form;
mod line;

use domain::key::ApiKey;
use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;
use service::Problem;

use self::form::MakeKey;
use self::line::KeyLine;
use super::frame::Settings;
use crate::pages::load;
use crate::ssr::{self, NewKey};
use crate::text::{keys as words, settings};
use crate::ui::alert::{Alert, Tone};
use crate::ui::code::Secret;
use crate::ui::panel::Panel;

/// `/account/keys`
#[component]
pub(in crate::pages) fn Keys() -> impl IntoView {
    load::signed_in().then(|| {
        let page = ssr::page();
        load::loaded(async move {
            let keys = service::api_key::list(&page.services, &page.viewer).await.map_err(Problem::from)?;
            let new_key = page.new_key.clone();
            let now = page.services.now();
            let form = page.form.clone().filter(|form| form.form == "key");
            Ok(view! {
                <Settings here="/account/keys" title=settings::KEYS lead=words::LEAD>
                    {new_key.map(|new_key| view! { <Shown new_key=new_key/> })}
                    <Panel id="keys" title=words::LIST>
                        <List keys=keys now=now/>
                    </Panel>
                    <Panel id="make" title=words::MAKE>
                        <MakeKey form=form/>
                    </Panel>
                </Settings>
            })
        })
    })
}

/// The text of a key, this once.
#[component]
fn Shown(new_key: NewKey) -> impl IntoView {
    let NewKey { name, token, is_regenerated } = new_key;
    view! {
        <Alert tone=Tone::Success title=words::made(&name)>
            <p>{if is_regenerated { words::REPLACED } else { words::MADE }}</p>
            <Secret id="new-key" value=token what=words::KEY_WHAT/>
            <p class="text-sm text-soft">{words::HOW_TO}</p>
        </Alert>
    }
}

#[component]
fn List(keys: Vec<ApiKey>, now: Timestamp) -> impl IntoView {
    if keys.is_empty() {
        return Either::Left(view! {
            <p class="font-medium">{words::NONE_TITLE}</p>
            <p class="mt-1 text-soft">{words::NONE}</p>
        });
    }
    Either::Right(view! {
        <ul class="lines">
            {keys.into_iter().map(|key| view! { <KeyLine key=key now=now/> }).collect_view()}
        </ul>
    })
}
