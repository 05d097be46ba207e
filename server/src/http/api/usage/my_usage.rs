//! `GET /api/v1/usage/my-usage`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::usage::Usage;
use service::Services;
use service::usage::{self, KEPT_DAYS};

use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What your programs asked for
///
/// Every request to this API with one of your keys or tokens, by day (UTC), by agent, by key, and what was refused or failed.
/// A request is counted within some seconds, and kept for thirty days. What your browser asks for is not among it.
#[utoipa::path(
    get, path = "/api/v1/usage/my-usage", tag = "usage", operation_id = "showMyUsage",
    params(("days" = Option<u32>, Query, description = "Days back, today among them; 30 unless said",
        minimum = 1, maximum = 30)),
    responses(
        (status = 200, description = "Your usage", body = schema::Usage),
        (status = 422, description = "A parameter does not fit"),
    ),
    security(("bearer" = [])),
)]
pub async fn my_usage(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Json<Usage>, Refusal> {
    let needed = "A whole number from 1 to 30 is needed.";
    let days = params.take_as("days", |text| text.parse().ok(), "out_of_range", needed).unwrap_or(KEPT_DAYS);
    params.end()?;
    Ok(Json(usage::mine(&services, &viewer, days).await?))
}
