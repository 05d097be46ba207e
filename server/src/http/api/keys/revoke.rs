//! `DELETE /api/v1/keys/{id}`

use axum::Extension;
use axum::extract::State;
use domain::account::Viewer;
use http::StatusCode;
use service::{Services, api_key};

use crate::http::api::extract::{KeyPath, NoParams};
use crate::http::problem::Refusal;

/// Revoke an API key
///
/// It works no more, from the next request on. Runs that it started go on.
#[utoipa::path(
    delete, path = "/api/v1/keys/{id}", tag = "keys", operation_id = "revokeKey",
    params(("id" = String, Path, description = "The key", example = "key_01kajk8tz7f0v9m3q2x5c6d8e1")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "No such key of yours"),
    ),
    security(("bearer" = [])),
)]
pub async fn revoke(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    KeyPath(id): KeyPath,
    _: NoParams,
) -> Result<StatusCode, Refusal> {
    api_key::revoke(&services, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
