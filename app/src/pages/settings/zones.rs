//! The choice of a time zone.

use domain::time::Timestamp;
use leptos::prelude::*;
use service::zone;

use crate::ssr::FormState;
use crate::text::settings as words;
use crate::ui::select::{Choice, Choices, SelectField};

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
    let hint = words::time_there(&now.to_text_in(&zone::find(&chosen)));
    let mut groups: Vec<(String, Vec<Choice>)> =
        groups().into_iter().map(|(area, names)| (area.to_owned(), names.into_iter().map(choice).collect())).collect();
    // An old name of a zone is kept as it is.
    if !zone::names().contains(&chosen) && zone::canonical(&chosen).is_some() {
        groups.insert(0, (String::new(), vec![choice(&chosen)]));
    }
    view! {
        <SelectField
            name="time_zone"
            label=words::TIME_ZONE
            choices=Choices::Groups(groups)
            chosen=chosen
            hint=hint
            form=form
        />
    }
}

fn choice(name: &str) -> Choice {
    Choice::new(name, name.split_once('/').map_or(name, |(_, place)| place).replace('_', " "))
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
