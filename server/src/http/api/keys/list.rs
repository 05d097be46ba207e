//! `GET /api/v1/keys`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::key::ApiKey;
use serde::Serialize;
use service::{Services, api_key};

use crate::http::api::extract::NoParams;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// All live keys of one owner: there are fifty at most.
#[derive(Serialize)]
pub struct Keys {
    pub(crate) data: Vec<ApiKey>,
}

/// Your API keys
///
/// The newest first. Revoked ones are not among them; those whose time is over are. The text of a key is told only when it
/// is made.
#[utoipa::path(
    get, path = "/api/v1/keys", tag = "keys", operation_id = "listKeys",
    responses((status = 200, description = "Your keys", body = schema::ApiKeyList)),
    security(("bearer" = [])),
)]
pub async fn list(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
) -> Result<Json<Keys>, Refusal> {
    Ok(Json(Keys { data: api_key::list(&services, &viewer).await? }))
}
