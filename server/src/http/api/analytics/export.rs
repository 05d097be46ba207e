//! `GET /api/v1/analytics/mine/export`

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::account::Viewer;
use service::{Services, analytics};

use super::asked;
use super::params::AnalyticsParams;
use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::export::{self, Format};
use crate::http::problem::Refusal;

/// What your runs come to, as a file
///
/// As JSON the same as `GET /api/v1/analytics/mine`; as CSV a row for each day.
#[utoipa::path(
    get, path = "/api/v1/analytics/mine/export", tag = "analytics", operation_id = "exportMyAnalytics",
    params(("format" = schema::ExportFormat, Query, description = "`csv` or `json`"), AnalyticsParams),
    responses(
        (
            status = 200,
            description = "Your analytics",
            content((schema::Analytics = "application/json"), (String = "text/csv")),
        ),
        (status = 400, description = "A parameter is unknown"),
        (status = 422, description = "A parameter does not fit, or `format` is missing"),
    ),
    security(("bearer" = [])),
)]
pub async fn export(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Response, Refusal> {
    let format = export::format(&mut params);
    let asked = asked(&mut params);
    params.end()?;
    let analytics = analytics::mine(&services, &viewer, &asked).await?;
    export::analytics::answer(&analytics, format.unwrap_or(Format::Json))
}
