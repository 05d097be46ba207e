//! That the run will branch from a step of an earlier one, and what it will take over.

use domain::time::Timestamp;
use leptos::either::Either;
use leptos::prelude::*;
use service::Problem;
use service::run::{BranchFrom, Branchable};

use super::prefill::KeptFile;
use crate::pages::{link, load};
use crate::ssr::{FormState, PageContext};
use crate::text::console as text;
use crate::ui::alert::{Alert, Tone};
use crate::ui::time::Ago;

/// The hidden fields that say from where.
const RUN: &str = "branch_run";
const STEP: &str = "branch_step";

/// What is asked for: in the form as it was sent before, else in the page's address.
pub(super) fn asked(form: Option<&FormState>) -> Option<BranchFrom> {
    let (run, step) = match form {
        Some(form) => (form.value(RUN)?.to_owned(), form.value(STEP)?.to_owned()),
        None => (load::query("branch")?, load::query("step")?),
    };
    Some(BranchFrom { run: run.parse().ok()?, step })
}

/// What can be taken over, or why nothing can.
pub(super) async fn find(page: &PageContext, slug: &str, from: BranchFrom) -> Result<Branchable, Problem> {
    service::run::branchable(&page.services, &page.viewer, slug, from).await.map_err(Problem::from)
}

/// The files of the earlier run, which serve where no other is chosen.
pub(super) fn kept(branchable: &Branchable) -> Vec<KeptFile> {
    let file = |(field, file): &(String, domain::input::FileRef)| KeptFile {
        field: field.clone(),
        filename: file.filename.clone(),
        bytes: file.bytes,
    };
    branchable.files.iter().map(file).collect()
}

/// The step, the steps that are taken over with it, and the hidden fields; or why the run does not branch.
#[component]
pub(super) fn Branching(
    /// What can be taken over, or why nothing can.
    found: Result<Branchable, Problem>,
    /// What the clock says.
    now: Timestamp,
) -> impl IntoView {
    match found {
        Err(problem) => Either::Left(view! {
            <Alert tone=Tone::Warning title=text::NO_BRANCH_TITLE>
                <p>{problem.detail}</p>
                <p>{text::NO_BRANCH}</p>
            </Alert>
        }),
        Ok(Branchable { from, run, titles, .. }) => {
            let last = titles.last().cloned().unwrap_or_else(|| from.step.clone());
            let count = titles.len();
            let steps = titles.into_iter().map(|title| view! { <li>{title}</li> }).collect_view();
            Either::Right(view! {
                <section class="panel p-5" aria-labelledby="branching">
                    <input type="hidden" name=RUN value=from.run.to_string()/>
                    <input type="hidden" name=STEP value=from.step/>
                    <h2 class="font-semibold" id="branching">
                        {text::branch_title(&last)}
                    </h2>
                    <p class="mt-1 text-sm text-soft">
                        {text::branch(count)} " "
                        <a class="link" href=link::run(from.run)>
                            {text::BRANCH_RUN} " " <Ago at=run.created_at now=now/>
                        </a> "."
                    </p>
                    <ol class="mt-2 list-decimal pl-6 text-sm">{steps}</ol>
                    <p class="mt-2 text-sm text-soft">{text::BRANCH_CHANGED}</p>
                </section>
            })
        }
    }
}
