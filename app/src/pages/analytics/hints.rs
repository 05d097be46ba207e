//! Where something was saved or can be.

use domain::analytics::Hint;
use domain::time::Zone;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::analytics as words;
use crate::ui::icon::{self, Glyph, Icon};
use crate::ui::panel::Panel;

/// The hints, the one that presses first.
#[component]
pub(super) fn Hints(
    /// They.
    hints: Vec<Hint>,
    /// Where the viewer is.
    zone: Zone,
) -> impl IntoView {
    let is_empty = hints.is_empty();
    let hints = hints.into_iter().map(|hint| one(hint, &zone)).collect_view();
    view! {
        <Panel id="save" title=words::SAVE>
            {is_empty.then(|| view! { <p class="text-soft">{words::SAVE_NOTHING}</p> })}
            <ul class="space-y-5">{hints}</ul>
        </Panel>
    }
}

fn one(hint: Hint, zone: &Zone) -> impl IntoView + use<> {
    match hint {
        Hint::Served { runs, saved } => line(icon::CIRCLE_CHECK, words::served(runs, saved), None, None),
        Hint::Repeated { runs, charged } => {
            line(icon::ROTATE_CW, words::repeated(runs, charged), None, Some(("/runs".to_owned(), words::SEE_RUNS)))
        }
        Hint::Failed { runs, code, of_code, agent_slug, agent_name } => {
            let href = agent_slug.map(|slug| link::failed_runs_of(&slug));
            line(
                icon::CIRCLE_ALERT,
                words::failed(runs, of_code, &agent_name),
                Some(code),
                href.map(|href| (href, words::SEE_RUNS)),
            )
        }
        Hint::Expiring { amount, at } => {
            let told = words::expiring(amount, &zone.day_of(at).long());
            line(icon::CLOCK, told, None, Some(("/credits".to_owned(), words::SEE_CREDITS)))
        }
    }
}

fn line(glyph: Glyph, told: String, code: Option<String>, onward: Option<(String, &'static str)>) -> impl IntoView {
    view! {
        <li class="flex gap-3">
            <Icon glyph=glyph class="size-5 mt-0.5 text-soft"/>
            <div class="min-w-0 max-w-prose space-y-1">
                <p>
                    {told}
                    {code
                        .map(|code| {
                            view! {
                                " "
                                <code>{code}</code>
                            }
                        })}
                </p>
                {onward
                    .map(|(href, label)| {
                        view! {
                            <a class="link text-primary" href=href>
                                {label}
                            </a>
                        }
                    })}
            </div>
        </li>
    }
}
