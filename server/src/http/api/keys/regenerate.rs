//! `POST /api/v1/keys/{id}/regenerate`

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json as Answer};
use domain::account::Viewer;
use http::header::CACHE_CONTROL;
use service::{Services, api_key};

use super::MadeKey;
use crate::http::api::extract::{Fields, FromFields, Json, KeyPath, NoParams};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Nothing, or `{}`.
pub struct Nothing;

impl FromFields for Nothing {
    const MAY_BE_ABSENT: bool = true;

    fn from_fields(_: &mut Fields) -> Self {
        Self
    }
}

/// Give an API key another text
///
/// Name, scopes, end, cap and what it spent stay. The old text works no more; the new one is told this once.
#[utoipa::path(
    post, path = "/api/v1/keys/{id}/regenerate", tag = "keys", operation_id = "regenerateKey",
    params(("id" = String, Path, description = "The key", example = "key_01kajk8tz7f0v9m3q2x5c6d8e1")),
    request_body(content = Option<schema::Nothing>),
    responses(
        (status = 200, description = "The key with its new text", body = schema::MadeApiKey),
        (status = 404, description = "No such key of yours"),
    ),
    security(("bearer" = [])),
)]
pub async fn regenerate(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    KeyPath(id): KeyPath,
    _: NoParams,
    Json(Nothing): Json<Nothing>,
) -> Result<Response, Refusal> {
    let made = api_key::regenerate(&services, &viewer, id).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Answer(MadeKey::from(made))).into_response())
}
