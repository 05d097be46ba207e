//! Pages for what went wrong: what happened, what it means for the money, what to do next.

use domain::error::Kind;
use leptos::prelude::*;
use leptos_meta::Title;
use service::Problem;

use crate::islands::CopyButton;
use crate::ssr;
use crate::text::{self, problem as words};
use crate::ui::button::{ButtonLink, Look};

/// A path where nothing stands.
#[component]
pub(super) fn NotFound() -> impl IntoView {
    view! { <ProblemPage problem=Problem { detail: words::NOT_FOUND.to_owned(), ..Problem::not_found() }/> }
}

/// Any failure. Sets the status of the answer.
#[component]
pub(super) fn ProblemPage(
    /// What happened.
    problem: Problem,
) -> impl IntoView {
    let status = problem.kind.status();
    ssr::set_status(status);
    let title = words::title(problem.kind);
    let is_ours = matches!(problem.kind, Kind::Internal | Kind::Unavailable);
    let page = ssr::page();
    let wait = problem.retry_after_seconds.map(words::retry_after);
    view! {
        <Title text=text::title(title)/>
        <div class="page-narrow py-16 sm:py-24">
            <span class="mark mark-large">
                <span class="text-sm font-semibold tabular-nums">{status}</span>
            </span>
            <h1 class="display mt-6 text-3xl sm:text-4xl">{title}</h1>
            <p class="lead">{problem.detail}</p>
            {wait.map(|wait| view! { <p class="mt-2 text-soft">{wait}</p> })}
            <p class="mt-8 flex flex-wrap gap-3">
                {(problem.kind == Kind::Unauthenticated)
                    .then(|| {
                        view! {
                            <ButtonLink look=Look::Primary href=super::link::sign_in(&page.target)>
                                {text::chrome::SIGN_IN}
                            </ButtonLink>
                        }
                    })}
                {is_ours
                    .then(|| {
                        view! {
                            <ButtonLink look=Look::Primary href=page.target.clone()>
                                {words::AGAIN}
                            </ButtonLink>
                        }
                    })}
                <ButtonLink href="/agents">
                    {words::AGENTS}
                </ButtonLink>
                <ButtonLink look=Look::Ghost href="/">
                    {words::HOME}
                </ButtonLink>
            </p>
            {is_ours
                .then(|| {
                    view! {
                        <div class="mt-10 flex flex-wrap items-center gap-2 text-sm text-soft" data-wait="touch">
                            <span>{words::REQUEST_ID}</span>
                            <code>{page.request_id.clone()}</code>
                            <CopyButton value=page.request_id.clone() what=words::REQUEST_ID_WHAT.to_owned()/>
                            <span class="w-full">{words::REQUEST_NOTE}</span>
                        </div>
                    }
                })}
        </div>
    }
}
