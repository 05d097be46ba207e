//! `PATCH /api/v1/keys/{id}`

use axum::extract::State;
use axum::{Extension, Json as Answer};
use domain::account::Viewer;
use domain::key::ApiKey;
use service::Services;
use service::api_key::{self, Change};

use super::read;
use crate::http::api::extract::{Fields, FromFields, Json, KeyPath, NoParams};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What is to be changed.
pub struct Changed(Change);

impl FromFields for Changed {
    fn from_fields(fields: &mut Fields) -> Self {
        Self(Change {
            name: fields.has("name").then(|| fields.text("name")),
            scopes: read::scopes(fields),
            expires_at: read::end(fields),
            cap: read::cap(fields),
            requests_per_minute: read::limit(fields),
        })
    }
}

/// Change an API key
///
/// What is absent stays as it is; null takes an end, a cap or a limit away. What the key spent already counts against its new
/// cap.
#[utoipa::path(
    patch, path = "/api/v1/keys/{id}", tag = "keys", operation_id = "changeKey",
    params(("id" = String, Path, description = "The key", example = "key_01kajk8tz7f0v9m3q2x5c6d8e1")),
    request_body = schema::ChangedApiKey,
    responses(
        (status = 200, description = "The key as it is now", body = schema::ApiKey),
        (status = 404, description = "No such key of yours"),
    ),
    security(("bearer" = [])),
)]
pub async fn change(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    KeyPath(id): KeyPath,
    _: NoParams,
    Json(Changed(change)): Json<Changed>,
) -> Result<Answer<ApiKey>, Refusal> {
    Ok(Answer(api_key::change(&services, &viewer, id, change).await?))
}
