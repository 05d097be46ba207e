//! What is ticked, chosen or switched: a box, a circle, a switch.

use leptos::prelude::*;

/// How it is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawn {
    /// As a box.
    #[default]
    Box,
    /// As a switch: it stands for something that is on or off.
    Switch,
}

/// Something to tick, and what it means.
#[component]
pub fn Tick(
    /// The name that is sent.
    #[prop(into)]
    name: String,
    /// The value that is sent where it is ticked.
    #[prop(default = "on")]
    value: &'static str,
    /// The input's id.
    #[prop(into)]
    id: String,
    /// What it says.
    #[prop(into)]
    label: String,
    /// What it means; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// A word that programs know it by; may be empty.
    #[prop(optional, into)]
    code: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    ticked: bool,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// How it is drawn.
    #[prop(optional)]
    drawn: Drawn,
) -> impl IntoView {
    let (class, role) = match drawn {
        Drawn::Box => ("checkbox", None),
        Drawn::Switch => ("toggle", Some("switch")),
    };
    let described = [error.is_some().then(|| format!("{id}-error")), (!hint.is_empty()).then(|| format!("{id}-hint"))];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="tick">
            <input
                type="checkbox"
                class=class
                role=role
                id=id.clone()
                name=name
                value=value
                checked=ticked
                aria-invalid=invalid
                aria-describedby=described
            />
            <div class="min-w-0 pt-0.5">
                <label class="tick-label cursor-pointer" for=id.clone()>
                    {label}
                </label>
                {(!code.is_empty()).then(|| view! { <code class="text-sm text-soft">{code}</code> })}
                {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
                {error.map(|error| view! { <p class="field-error" id=format!("{id}-error")>{error}</p> })}
            </div>
        </div>
    }
}

/// One of a few, all in sight.
#[component]
pub fn Radios(
    /// The name that is sent.
    name: &'static str,
    /// What is chosen.
    label: &'static str,
    /// What there is to choose from: value and word.
    choices: Vec<(&'static str, &'static str)>,
    /// The value that is chosen at first.
    chosen: &'static str,
) -> impl IntoView {
    let choices = choices.into_iter().map(|(value, label)| {
        view! {
            <label class="flex min-h-6 cursor-pointer items-center gap-2">
                <input type="radio" class="radio" name=name value=value checked=value == chosen/>
                {label}
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <fieldset>
            <legend class="field-label">{label}</legend>
            <div class="mt-1 flex flex-wrap gap-x-6 gap-y-2">{choices}</div>
        </fieldset>
    }
}
