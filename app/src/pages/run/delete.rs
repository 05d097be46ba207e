//! `/runs/:id/delete`: what deleting means, and the button that does it.

use domain::id::RunId;
use domain::run::Run;
use domain::time::Timestamp;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;

use crate::pages::{link, load};
use crate::ssr::{self, FormState};
use crate::text::{self, run as words};
use crate::ui::alert::{Alert, Tone};
use crate::ui::button::{Button, ButtonLink, Look};
use crate::ui::status::StatusBadge;
use crate::ui::time::Ago;

/// `/runs/:id/delete`
#[component]
pub(in crate::pages) fn DeleteRun() -> impl IntoView {
    load::has_runs().then(|| {
        let page = ssr::page();
        let id = load::param("id");
        load::loaded(async move {
            let id: RunId = id.parse().map_err(|_| Problem::not_found())?;
            let run = service::run::show(&page.services, &page.viewer, id).await.map_err(Problem::from)?;
            let form = page.form.clone().filter(|form| form.form == "delete");
            Ok(view! { <Shown run=run form=form now=page.services.now()/> })
        })
    })
}

#[component]
fn Shown(run: Run, form: Option<FormState>, now: Timestamp) -> impl IntoView {
    let path = link::run(run.id);
    let action = format!("{path}/delete");
    let is_over = run.charged.is_some();
    view! {
        <Title text=text::title(words::DELETE_TITLE)/>
        <div class="page-narrow pt-12">
            <h1 class="display text-3xl">{words::DELETE_TITLE}</h1>
            <div class="panel mt-6 space-y-4 p-6">
                {form
                    .map(|form| {
                        view! {
                            <Alert tone=Tone::Error>
                                <p>{form.problem.detail}</p>
                            </Alert>
                        }
                    })}
                <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span class="font-medium">{run.agent_name}</span>
                    <StatusBadge status=Signal::stored(run.status)/>
                    <span class="text-sm text-soft">
                        <Ago at=run.created_at now=now/>
                    </span>
                </p>
                {if is_over {
                    view! {
                        <p>{words::DELETE_LEAD}</p>
                        <p class="text-soft">{words::DELETE_STAYS}</p>
                    }
                        .into_any()
                } else {
                    view! { <p>{words::DELETE_IN_WORK}</p> }.into_any()
                }}
                <form method="post" action=action class="flex flex-wrap gap-3 pt-2">
                    <Button look=Look::Danger disabled=!is_over>
                        {words::DELETE_FOR_GOOD}
                    </Button>
                    <ButtonLink look=Look::Ghost href=path>
                        {words::DELETE_NOT}
                    </ButtonLink>
                </form>
            </div>
        </div>
    }
}
