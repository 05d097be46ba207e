//! `/account/preferences`: how Guildhall behaves for one.

use std::sync::Arc;

use domain::account::{Language, Preferences as Chosen, Theme};
use domain::credits::Credits;
use leptos::prelude::*;
use service::Problem;

use super::frame::{Saved, Settings};
use super::zones::ZoneField;
use crate::pages::account::Refused;
use crate::pages::load;
use crate::ssr::{self, PageContext};
use crate::text::{chrome, settings as words};
use crate::ui::button::{Button, Look};
use crate::ui::field::{Kind, TextField};
use crate::ui::panel::Panel;
use crate::ui::select::{Choice, SelectField};
use crate::ui::tick::{Drawn, Radios, Tick};

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
    let ceiling = chosen.default_ceiling.map(Credits::exact).unwrap_or_default();
    // A box that is not ticked is not sent.
    let ticked = |name: &str, kept: bool| form.as_ref().map_or(kept, |form| form.value(name).is_some());
    let new_device = ticked("new_device", chosen.notices.new_device);
    let run_finished = ticked("run_finished", chosen.notices.run_finished);
    let themes =
        [(Theme::System, chrome::THEME_SYSTEM), (Theme::Light, chrome::THEME_LIGHT), (Theme::Dark, chrome::THEME_DARK)]
            .map(|(theme, label)| (theme.as_str(), label));
    view! {
        <Refused title=words::NOT_SAVED form=refused/>
        <form class="space-y-8" method="post" action="/account/preferences">
            <Panel id="looks" title=words::LOOKS>
                <div class="space-y-6">
                    <Radios name="theme" label=chrome::THEME choices=themes.to_vec() chosen=theme.as_str()/>
                    <div class="grid gap-5 sm:grid-cols-2">
                        <SelectField
                            name="language"
                            label=words::LANGUAGE
                            choices=vec![Choice::new(Language::En.as_str(), words::ENGLISH)]
                            chosen=chosen.language.as_str()
                            hint=words::LANGUAGE_HINT
                            autocomplete="language"
                        />
                        <ZoneField chosen=zone form=zone_form now=page.services.now()/>
                    </div>
                </div>
            </Panel>
            <Panel id="spending" title=words::SPENDING>
                <TextField
                    name="default_ceiling"
                    label=words::CEILING
                    hint=words::CEILING_HINT
                    kind=Kind::Decimal
                    unit=words::CREDITS_A_RUN
                    may_be_empty=true
                    value=ceiling
                    form=form
                />
            </Panel>
            <Panel id="letters" title=words::LETTERS lead=words::LETTERS_LEAD>
                <div class="space-y-4">
                    <Tick
                        name="new_device"
                        id="new_device"
                        label=words::NEW_DEVICE
                        hint=words::NEW_DEVICE_HINT
                        ticked=new_device
                        drawn=Drawn::Switch
                    />
                    <Tick
                        name="run_finished"
                        id="run_finished"
                        label=words::RUN_FINISHED
                        hint=words::RUN_FINISHED_HINT
                        ticked=run_finished
                        drawn=Drawn::Switch
                    />
                </div>
            </Panel>
            <Button look=Look::Primary>
                {words::SAVE}
            </Button>
        </form>
    }
}
