//! `GET /api/v1/runs/summary`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::run::RunSummary;
use domain::time::Period;
use service::{Services, run};

use super::narrowing::{NarrowingParams, narrowing};
use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What your runs come to
///
/// How many there were, how many succeeded, what they cost and how long they took on average; of all, or of those that
/// the parameters leave. With `by`, for each day, week (from Monday) or month in UTC as well. Deleted runs do not count.
#[utoipa::path(
    get, path = "/api/v1/runs/summary", tag = "runs", operation_id = "summariseRuns",
    params(
        NarrowingParams,
        ("by" = Option<schema::Period>, Query, description = "Also by `day`, `week` or `month`"),
    ),
    responses(
        (status = 200, description = "The sums", body = schema::RunSummary),
        (status = 400, description = "A parameter is unknown"),
        (status = 422, description = "A parameter does not fit"),
    ),
    security(("bearer" = [])),
)]
pub async fn summary(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Json<RunSummary>, Refusal> {
    let by = params.take_as("by", Period::parse, "unknown_period", "day, week or month is needed.");
    let narrowing = narrowing(&mut params);
    params.end()?;
    Ok(Json(run::summary(&services, &viewer, &narrowing, by).await?))
}
