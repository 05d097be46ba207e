//! `POST /runs/{id}/keep` and `POST /runs/{id}/let-go`

use axum::Extension;
use axum::extract::State;
use axum::response::Redirect;
use domain::account::Viewer;
use service::run;

use crate::http::api::extract::RunPath;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Keeps a run's content.
pub async fn keep(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
) -> Result<Redirect, Refusal> {
    run::keep(&state.services, &viewer, id).await?;
    Ok(Redirect::to(&format!("/runs/{id}")))
}

/// Keeps it no longer.
pub async fn let_go(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
) -> Result<Redirect, Refusal> {
    run::let_go(&state.services, &viewer, id).await?;
    Ok(Redirect::to(&format!("/runs/{id}")))
}
