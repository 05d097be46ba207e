//! `POST /account/keys/{id}/revoke`

use axum::Extension;
use axum::extract::State;
use axum::response::Redirect;
use domain::account::Viewer;
use service::api_key;

use crate::http::api::extract::KeyPath;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Ends a key.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    KeyPath(id): KeyPath,
) -> Result<Redirect, Refusal> {
    api_key::revoke(&state.services, &viewer, id).await?;
    Ok(Redirect::to("/account/keys"))
}
