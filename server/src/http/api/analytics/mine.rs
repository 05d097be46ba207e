//! `GET /api/v1/analytics/mine`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::analytics::Analytics;
use service::{Services, analytics};

use super::asked;
use super::params::AnalyticsParams;
use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What your runs come to
///
/// By day and by agent, for the last days; beside them what as many days before came to, what the days ahead are expected
/// to cost, by which method that was found and how sure it is, and where something was saved or can be. Days are those of
/// your account's time zone. Deleted runs do not count; erased ones do.
#[utoipa::path(
    get, path = "/api/v1/analytics/mine", tag = "analytics", operation_id = "showMyAnalytics",
    params(AnalyticsParams),
    responses(
        (status = 200, description = "Your analytics", body = schema::Analytics),
        (status = 400, description = "A parameter is unknown"),
        (status = 422, description = "A parameter does not fit"),
    ),
    security(("bearer" = [])),
)]
pub async fn mine(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Json<Analytics>, Refusal> {
    let asked = asked(&mut params);
    params.end()?;
    Ok(Json(analytics::mine(&services, &viewer, &asked).await?))
}
