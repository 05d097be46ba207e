//! `GET /api/v1/auth/me`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::{User, Viewer};
use service::{Services, account};

use crate::http::api::extract::NoParams;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Who you are
#[utoipa::path(
    get, path = "/api/v1/auth/me", tag = "auth", operation_id = "me",
    responses((status = 200, description = "Your account", body = schema::Account)),
    security(("bearer" = [])),
)]
pub async fn me(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
) -> Result<Json<User>, Refusal> {
    Ok(Json(account::me(&services, &viewer).await?))
}
