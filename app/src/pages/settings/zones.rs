//! The choice of a time zone.

use domain::time::Timestamp;
use leptos::prelude::*;
use service::zone;

use crate::ssr::FormState;
use crate::text::settings as words;

/// A list of every place, in groups by part of the world, with the time it is there as it was chosen last.
#[component]
pub(super) fn ZoneField(
    /// The name of the chosen zone.
    chosen: String,
    /// The form as it was sent before, if it did not fit.
    form: Option<FormState>,
    /// What the clock says.
    now: Timestamp,
) -> impl IntoView {
    let error = form.as_ref().and_then(|form| form.error("time_zone")).map(str::to_owned);
    let is_wrong = error.is_some();
    let hint = words::time_there(&now.to_text_in(&zone::find(&chosen)));
    // An old name of a zone is kept as it is.
    let is_offered = zone::names().contains(&chosen);
    let old = (!is_offered && zone::canonical(&chosen).is_some()).then(|| option(&chosen, true));
    view! {
        <div class="field">
            <label class="field-label" for="time_zone">
                {words::TIME_ZONE}
            </label>
            <select
                class="select w-full"
                id="time_zone"
                name="time_zone"
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=if is_wrong { "zone-error zone-hint" } else { "zone-hint" }
            >
                {old}
                {groups()
                    .into_iter()
                    .map(|(area, names)| {
                        let options = names.iter().map(|name| option(name, *name == chosen)).collect_view();
                        if area.is_empty() {
                            options.into_any()
                        } else {
                            view! { <optgroup label=area>{options}</optgroup> }.into_any()
                        }
                    })
                    .collect_view()}
            </select>
            {error.map(|error| view! { <p class="field-error" id="zone-error">{error}</p> })}
            <p class="field-hint" id="zone-hint">
                {hint}
            </p>
        </div>
    }
}

fn option(name: &str, is_chosen: bool) -> impl IntoView + use<> {
    let label = name.split_once('/').map_or(name, |(_, place)| place).replace('_', " ");
    view! {
        <option value=name.to_owned() selected=is_chosen>
            {label}
        </option>
    }
}

/// The names by what stands before their first slash; nothing for UTC.
fn groups() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for name in zone::names() {
        let area = name.split_once('/').map_or("", |(area, _)| area);
        match groups.last_mut() {
            Some((known, names)) if *known == area => names.push(name),
            _ => groups.push((area, vec![name])),
        }
    }
    groups
}
