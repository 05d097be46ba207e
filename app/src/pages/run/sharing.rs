//! `/runs/:id/share`: the link of a run, made and ended.

use domain::id::RunId;
use domain::run::{Run, RunShare};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;
use service::run::NewShare;

use crate::pages::{link, load};
use crate::ssr::{self, FormState};
use crate::text::{self, sharing as words};
use crate::ui::alert::{Alert, Tone};
use crate::ui::button::{Button, ButtonLink, Look, Size};
use crate::ui::code::Secret;
use crate::ui::heading::PageHead;
use crate::ui::tick::Tick;

/// `/runs/:id/share`
#[component]
pub(in crate::pages) fn Sharing() -> impl IntoView {
    load::has_runs().then(|| {
        let page = ssr::page();
        let id = load::param("id");
        load::loaded(async move {
            let id: RunId = id.parse().map_err(|_| Problem::not_found())?;
            let run = service::run::show(&page.services, &page.viewer, id).await.map_err(Problem::from)?;
            let share = service::run::share_of(&page.services, &page.viewer, id).await.map_err(Problem::from)?;
            let form = page.form.clone().filter(|form| form.form == "share");
            let made = page.new_share.clone();
            Ok(view! { <Shown run=run share=share made=made form=form/> })
        })
    })
}

#[component]
fn Shown(run: Run, share: Option<RunShare>, made: Option<NewShare>, form: Option<FormState>) -> impl IntoView {
    let path = link::run(run.id);
    let can = run.charged.is_some() && run.erased_at.is_none();
    let has_link = share.is_some();
    view! {
        <Title text=text::title(words::TITLE)/>
        <div class="page-narrow pt-12">
            <PageHead title=words::TITLE lead=words::LEAD/>
            <div class="mt-6 space-y-6">
                {form
                    .map(|form| {
                        view! {
                            <Alert tone=Tone::Error>
                                <p>{form.problem.detail}</p>
                            </Alert>
                        }
                    })}
                {made.map(|made| view! { <Made made=made/> })}
                <State id=run.id share=share/>
                {if can {
                    Either::Left(view! { <Make id=run.id has_link=has_link/> })
                } else {
                    Either::Right(
                        view! {
                            <Alert tone=Tone::Info>
                                <p>
                                    {match run.erased_at {
                                        Some(at) => text::run::erased_on(at),
                                        None => words::NOT_OVER.to_owned(),
                                    }}
                                </p>
                            </Alert>
                        },
                    )
                }}
                <p>
                    <ButtonLink look=Look::Ghost href=path>
                        {words::BACK}
                    </ButtonLink>
                </p>
            </div>
        </div>
    }
}

/// The link, this once.
#[component]
fn Made(made: NewShare) -> impl IntoView {
    let href = made.link.clone();
    view! {
        <Alert tone=Tone::Success title=words::MADE_TITLE>
            <p>{words::MADE}</p>
            <Secret id="new-link" value=made.link what=words::LINK_WHAT/>
            <p>
                <a class="link" href=href>
                    {words::LOOK}
                </a>
            </p>
        </Alert>
    }
}

/// Whether there is a link, and the button that ends it.
#[component]
fn State(id: RunId, share: Option<RunShare>) -> impl IntoView {
    let says = share.as_ref().map_or_else(|| words::NONE.to_owned(), words::state);
    view! {
        <section class="panel p-6" aria-labelledby="link-state">
            <h2 class="panel-title" id="link-state">
                {words::STATE}
            </h2>
            <p class="mt-2 text-soft">{says}</p>
            {share
                .map(|_| {
                    view! {
                        <p class="mt-1 text-sm text-soft">{words::ENDS}</p>
                        <form class="mt-4" method="post" action=format!("{}/unshare", link::run(id))>
                            <Button look=Look::DangerOutline size=Size::Small>
                                {words::END}
                            </Button>
                        </form>
                    }
                })}
        </section>
    }
}

/// The form that makes a link.
#[component]
fn Make(id: RunId, has_link: bool) -> impl IntoView {
    let label = if has_link { words::MAKE_ANEW } else { words::MAKE };
    view! {
        <form class="panel space-y-5 p-6" method="post" action=link::sharing(id)>
            <fieldset class="space-y-4">
                <legend class="font-semibold">{words::CHOOSE}</legend>
                {choice("shows_input", words::INPUT, words::INPUT_HINT)}
                {choice("shows_files", words::FILES, words::FILES_HINT)}
            </fieldset>
            <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                <Button look=Look::Primary>
                    {label}
                </Button>
                {has_link.then(|| view! { <span class="text-sm text-soft">{words::ANEW_NOTE}</span> })}
            </div>
        </form>
    }
}

fn choice(name: &'static str, label: &'static str, hint: &'static str) -> impl IntoView {
    view! { <Tick name=name id=name label=label hint=hint/> }
}
