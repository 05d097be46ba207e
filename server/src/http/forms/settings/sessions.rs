//! `POST /account/security/sessions/{id}/end` and `POST /account/security/sessions/end-others`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Redirect;
use domain::account::Viewer;
use service::{Problem, account};

use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Ends one of the viewer's sessions. Whoever ends the one it sits in is asked to sign in by the next page.
pub async fn end(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path(id): Path<String>,
) -> Result<Redirect, Refusal> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    account::end_presence(&state.services, &viewer, id).await?;
    Ok(Redirect::to("/account/security?done=ended#sessions"))
}

/// Ends all of the viewer's sessions but the one that asks.
pub async fn end_others(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<Redirect, Refusal> {
    account::end_other_presences(&state.services, &viewer).await?;
    Ok(Redirect::to("/account/security?done=others_ended#sessions"))
}
