//! `POST /api/v1/keys`

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json as Answer};
use domain::account::Viewer;
use domain::key::Draft;
use http::StatusCode;
use http::header::CACHE_CONTROL;
use service::{Services, api_key};

use super::{MadeKey, read};
use crate::http::api::extract::{Fields, FromFields, Json, NoParams};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What is told of a new key.
pub struct NewKey(Draft);

impl FromFields for NewKey {
    fn from_fields(fields: &mut Fields) -> Self {
        Self(Draft {
            name: fields.text("name"),
            scopes: read::scopes(fields).unwrap_or_default(),
            expires_at: read::end(fields).flatten(),
            cap: read::cap(fields).flatten(),
            requests_per_minute: read::limit(fields).flatten(),
        })
    }
}

/// Make an API key
///
/// `token` is the key's text: keep it now, it is not told again. Send it as `Authorization: Bearer` or as `X-API-Key`. It
/// opens what its `scopes` name of what you may do yourself, never more, and no key may manage keys, passwords or sessions.
/// `cap` is held against what its runs may cost at most, open holds among it; `requests_per_minute` narrows the limit of
/// your plan for this key alone.
#[utoipa::path(
    post, path = "/api/v1/keys", tag = "keys", operation_id = "makeKey",
    request_body = schema::NewApiKey,
    responses(
        (status = 201, description = "The key with its text", body = schema::MadeApiKey),
        (status = 409, description = "You have as many keys as there may be"),
    ),
    security(("bearer" = [])),
)]
pub async fn make(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
    Json(NewKey(draft)): Json<NewKey>,
) -> Result<Response, Refusal> {
    let made = api_key::make(&services, &viewer, draft).await?;
    Ok((StatusCode::CREATED, [(CACHE_CONTROL, "no-store")], Answer(MadeKey::from(made))).into_response())
}
