//! `POST /runs/{id}/share` and `POST /runs/{id}/unshare`
//!
//! The answer to the first is the page with the link, not a way to it: the link is told once, so no second request could
//! fetch it. Sent again, the form makes another one.

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{Redirect, Response};
use domain::account::Viewer;
use domain::error::Kind;
use service::Problem;
use service::run::{self, Shows};

use crate::http::api::extract::RunPath;
use crate::http::forms::Typed;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Makes the link of a run and shows it, this once.
pub async fn share(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    let shows = Shows { input: typed.text("shows_input") == "on", files: typed.text("shows_files") == "on" };
    match run::share(&state.services, &viewer, id, shows).await.map_err(Problem::from) {
        Ok(made) => Ok(pages::with_new_share(&state, asked, made).await),
        Err(problem) if problem.kind == Kind::Conflict => {
            Ok(pages::again(&state, asked, FormState { form: "share", values: Vec::new(), problem }).await)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Ends the link of a run.
pub async fn unshare(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
) -> Result<Redirect, Refusal> {
    run::unshare(&state.services, &viewer, id).await?;
    Ok(Redirect::to(&format!("/runs/{id}/share")))
}
