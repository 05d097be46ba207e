//! `/account/preferences`: how Guildhall behaves for one.

use std::sync::Arc;

use domain::account::{Language, Preferences as Chosen, Theme};
use domain::credits::Credits;
use leptos::prelude::*;
use service::Problem;

use super::frame::{Panel, Saved, Settings};
use super::zones::ZoneField;
use crate::pages::account::Refused;
use crate::pages::load;
use crate::ssr::{self, FormState, PageContext};
use crate::text::{chrome, settings as words};

/// `/account/preferences`
#[component]
pub(in crate::pages) fn Preferences() -> impl IntoView {
    load::signed_in().then(|| {
        let page = ssr::page();
        let saved = load::query("saved").map(|_| words::PREFERENCES_SAVED);
        load::loaded(async move {
            let chosen = service::account::preferences(&page.services, &page.viewer).await.map_err(Problem::from)?;
            Ok(view! {
                <Settings here="/account/preferences" title=words::PREFERENCES lead=words::PREFERENCES_LEAD>
                    <Saved sentence=saved/>
                    <Choices page=page chosen=chosen/>
                </Settings>
            })
        })
    })
}

#[component]
fn Choices(page: Arc<PageContext>, chosen: Chosen) -> impl IntoView {
    let form = page.form.clone().filter(|form| form.form == "preferences");
    let (refused, zone_form) = (form.clone(), form.clone());
    let sent = |name: &str| form.as_ref().and_then(|form| form.value(name)).map(str::to_owned);
    let theme = sent("theme").and_then(|text| Theme::parse(&text)).or(chosen.theme).unwrap_or(page.theme);
    let zone = sent("time_zone").unwrap_or(chosen.time_zone);
    let ceiling = sent("default_ceiling").or(chosen.default_ceiling.map(Credits::exact)).unwrap_or_default();
    // A box that is not ticked is not sent.
    let ticked = |name: &str, kept: bool| form.as_ref().map_or(kept, |form| form.value(name).is_some());
    let new_device = ticked("new_device", chosen.notices.new_device);
    let run_finished = ticked("run_finished", chosen.notices.run_finished);
    view! {
        <Refused title=words::NOT_SAVED form=refused/>
        <form class="space-y-8" method="post" action="/account/preferences">
            <Panel id="looks" title=words::LOOKS>
                <div class="space-y-6">
                    <Colours theme=theme/>
                    <div class="grid gap-5 sm:grid-cols-2">
                        <Languages chosen=chosen.language/>
                        <ZoneField chosen=zone form=zone_form now=page.services.now()/>
                    </div>
                </div>
            </Panel>
            <Panel id="spending" title=words::SPENDING>
                <Ceiling value=ceiling form=form/>
            </Panel>
            <Panel id="letters" title=words::LETTERS lead=words::LETTERS_LEAD>
                <div class="space-y-4">
                    {tick("new_device", words::NEW_DEVICE, words::NEW_DEVICE_HINT, new_device)}
                    {tick("run_finished", words::RUN_FINISHED, words::RUN_FINISHED_HINT, run_finished)}
                </div>
            </Panel>
            <button type="submit" class="btn btn-primary">
                {words::SAVE}
            </button>
        </form>
    }
}

#[component]
fn Colours(theme: Theme) -> impl IntoView {
    let choices =
        [(Theme::System, chrome::THEME_SYSTEM), (Theme::Light, chrome::THEME_LIGHT), (Theme::Dark, chrome::THEME_DARK)];
    view! {
        <fieldset>
            <legend class="field-label">{chrome::THEME}</legend>
            <div class="mt-1 flex flex-wrap gap-x-6 gap-y-2">
                {choices
                    .map(|(choice, label)| {
                        view! {
                            <label class="flex items-center gap-2">
                                <input
                                    type="radio"
                                    class="radio radio-sm"
                                    name="theme"
                                    value=choice.as_str()
                                    checked=choice == theme
                                />
                                {label}
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

#[component]
fn Languages(chosen: Language) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for="language">
                {words::LANGUAGE}
            </label>
            <select class="select w-full" id="language" name="language" autocomplete="language">
                {[(Language::En, words::ENGLISH)]
                    .map(|(language, label)| {
                        view! {
                            <option value=language.as_str() selected=language == chosen>
                                {label}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <p class="field-hint">{words::LANGUAGE_HINT}</p>
        </div>
    }
}

#[component]
fn Ceiling(value: String, form: Option<FormState>) -> impl IntoView {
    let error = form.as_ref().and_then(|form| form.error("default_ceiling")).map(str::to_owned);
    let is_wrong = error.is_some();
    view! {
        <div class="field">
            <label class="field-label" for="default_ceiling">
                {words::CEILING}
            </label>
            <div class="flex items-center gap-3">
                <input
                    class="input w-32 tabular-nums"
                    id="default_ceiling"
                    name="default_ceiling"
                    inputmode="decimal"
                    autocomplete="off"
                    value=value
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=if is_wrong { "ceiling-error ceiling-hint" } else { "ceiling-hint" }
                />
                <span class="text-soft">{words::CREDITS_A_RUN}</span>
            </div>
            {error.map(|error| view! { <p class="field-error" id="ceiling-error">{error}</p> })}
            <p class="field-hint" id="ceiling-hint">
                {words::CEILING_HINT}
            </p>
        </div>
    }
}

/// A box to tick, with a sentence on what it does.
fn tick(name: &'static str, label: &'static str, hint: &'static str, is_ticked: bool) -> impl IntoView {
    let described = format!("{name}-hint");
    view! {
        <div class="flex gap-3">
            <input
                type="checkbox"
                class="checkbox checkbox-sm mt-1"
                id=name
                name=name
                value="on"
                checked=is_ticked
                aria-describedby=described.clone()
            />
            <div>
                <label class="font-medium" for=name>
                    {label}
                </label>
                <p class="field-hint" id=described.clone()>
                    {hint}
                </p>
            </div>
        </div>
    }
}
