//! `GET /api/v1/receipts/keys`

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use service::receipt::{self, PublicKey};
use service::{Problem, Services};
use utoipa::ToSchema;

use crate::http::api::extract::NoParams;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// The keys that receipts are signed with.
#[derive(Serialize, ToSchema)]
pub struct ReceiptKeys {
    /// The newest first.
    #[schema(value_type = Vec<schema::ReceiptKey>)]
    data: Vec<PublicKey>,
}

/// The public keys that receipts are or were signed with
#[utoipa::path(
    get, path = "/api/v1/receipts/keys", tag = "receipts", operation_id = "listReceiptKeys",
    responses((status = 200, description = "The keys", body = ReceiptKeys)),
)]
pub async fn keys(State(services): State<Services>, _: NoParams) -> Result<Json<ReceiptKeys>, Refusal> {
    let data = receipt::list_keys(&services).await.map_err(Problem::from)?;
    Ok(Json(ReceiptKeys { data }))
}
