//! `POST /runs/{id}/cancel`

use axum::Extension;
use axum::extract::State;
use axum::response::Redirect;
use domain::account::Viewer;
use service::run;

use crate::http::api::extract::RunPath;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Asks a run to stop. One that has ended meanwhile is shown as it is.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
) -> Result<Redirect, Refusal> {
    run::cancel(&state.services, &viewer, id).await?;
    Ok(Redirect::to(&format!("/runs/{id}")))
}
