//! How long what the run was given and gave stays, and what can be done about it.

use domain::run::Run;
use domain::time::Timestamp;
use leptos::prelude::*;

use crate::pages::link;
use crate::text::run as text;
use crate::ui::alert::{Alert, Tone};
use crate::ui::button::{Button, ButtonLink, Look, Size};

/// Keep, let go, delete: for a run that is settled.
#[component]
pub(super) fn Content(
    /// The run.
    run: Run,
    /// What time it is.
    now: Timestamp,
) -> impl IntoView {
    let path = link::run(run.id);
    let says = match (run.erased_at, run.kept_at, run.erases_at) {
        (Some(at), ..) => text::erased_on(at),
        (_, Some(at), _) => text::kept_since(at),
        (_, _, Some(at)) if at <= now => text::ERASES_NOW.to_owned(),
        (_, _, Some(at)) => text::erases_on(at),
        _ => String::new(),
    };
    let choice = run.erased_at.is_none().then(|| match run.kept_at {
        None => (format!("{path}/keep"), text::KEEP),
        Some(_) => (format!("{path}/let-go"), text::LET_GO),
    });
    view! {
        <section class="panel p-6" aria-labelledby="content">
            <h2 class="panel-title" id="content">
                {text::CONTENT}
            </h2>
            <p class="mt-2 text-sm text-soft">{says}</p>
            <div class="mt-4 flex flex-wrap gap-2">
                {choice
                    .map(|(action, label)| {
                        view! {
                            <form method="post" action=action>
                                <Button size=Size::Small>
                                    {label}
                                </Button>
                            </form>
                        }
                    })}
                <ButtonLink look=Look::DangerGhost size=Size::Small href=format!("{path}/delete")>
                    {text::DELETE}
                </ButtonLink>
            </div>
        </section>
    }
}

/// That the content is erased; nothing while it is there.
#[component]
pub(super) fn Erased(
    /// When.
    at: Option<Timestamp>,
) -> impl IntoView {
    at.map(|at| {
        view! {
            <Alert tone=Tone::Info title=text::ERASED_TITLE>
                <p>{text::erased_on(at)}</p>
                <p>{text::ERASED_STAYS}</p>
            </Alert>
        }
    })
}

/// That the answer is an earlier run's; nothing where it is not.
#[component]
pub(super) fn Cached(
    /// The run.
    run: Run,
    /// Whether the run that gave it is still there.
    has_origin: bool,
) -> impl IntoView {
    run.cached_from.map(|origin| {
        let slug = run.agent_slug.clone();
        view! {
            <Alert tone=Tone::Info title=text::CACHED_TITLE>
                <p>{text::CACHED}</p>
                <p class="flex flex-wrap gap-x-4 gap-y-1">
                    {if has_origin {
                        view! {
                            <a class="link" href=link::run(origin)>
                                {text::CACHED_ORIGIN}
                            </a>
                        }
                            .into_any()
                    } else {
                        view! { <span>{text::CACHED_ORIGIN_GONE}</span> }.into_any()
                    }}
                    {(!slug.is_empty() && run.erased_at.is_none())
                        .then(|| {
                            view! {
                                <a class="link" href=format!("{}&anew=1", link::console_from(&slug, run.id))>
                                    {text::CACHED_ANEW}
                                </a>
                            }
                        })}
                </p>
            </Alert>
        }
    })
}
