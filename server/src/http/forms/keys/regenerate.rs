//! `POST /account/keys/{id}/regenerate`

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::account::Viewer;
use service::api_key;

use super::shown;
use crate::http::api::extract::KeyPath;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Gives a key another text and shows it, this once.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    KeyPath(id): KeyPath,
    request: Request,
) -> Result<Response, Refusal> {
    let made = api_key::regenerate(&state.services, &viewer, id).await?;
    let asked = Asked::of(&request, &viewer).at("/account/keys");
    Ok(pages::with_new_key(&state, asked, shown(&made, true)).await)
}
