//! `GET /api/v1/credits/balance`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::ledger::Balance;
use service::{Services, ledger};

use crate::http::api::extract::NoParams;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Your balance
#[utoipa::path(
    get, path = "/api/v1/credits/balance", tag = "credits", operation_id = "showBalance",
    responses((status = 200, description = "Your balance", body = schema::Balance)),
    security(("bearer" = [])),
)]
pub async fn balance(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
) -> Result<Json<Balance>, Refusal> {
    Ok(Json(ledger::balance(&services, &viewer).await?))
}
