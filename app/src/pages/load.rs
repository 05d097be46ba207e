//! What a page needs to be shown: its parameters, its data, or the sentence on why there is none.

use std::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::Problem;

use super::problem::ProblemPage;
use crate::ssr;

/// A part of the path: `slug` of `/agents/:slug`.
pub(super) fn param(name: &str) -> String {
    use_params_map().with_untracked(|params| params.get(name)).unwrap_or_default()
}

/// A parameter of the query, if it is there and not empty.
pub(super) fn query(name: &str) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(name)).filter(|value| !value.trim().is_empty())
}

/// The page once its data is there, or the page of the problem with its status.
pub(super) fn loaded<V, F>(page: F) -> impl IntoView + use<V, F>
where
    V: IntoView + 'static,
    F: Future<Output = Result<V, Problem>> + Send + 'static,
{
    Suspend::new(async move {
        match page.await {
            Ok(view) => view.into_any(),
            Err(problem) => view! { <ProblemPage problem=problem/> }.into_any(),
        }
    })
}

/// Whether whoever asks can have runs: somebody who is signed in, or a device that ran trials; else the browser is sent to
/// sign in, and back here after.
pub(super) fn has_runs() -> bool {
    ssr::page().viewer.owner().is_some() || signed_in()
}

/// Whether somebody is signed in; else the browser is sent to sign in, and back here after.
pub(super) fn signed_in() -> bool {
    let page = ssr::page();
    if page.viewer.is_signed_in() {
        return true;
    }
    ssr::redirect(&super::link::sign_in(&page.target));
    false
}
