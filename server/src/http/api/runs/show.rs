//! `GET /api/v1/runs/{id}`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::run::Run;
use service::{Services, run};

use crate::http::api::extract::{NoParams, RunPath};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Read a run
#[utoipa::path(
    get, path = "/api/v1/runs/{id}", tag = "runs", operation_id = "showRun",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    responses(
        (status = 200, description = "The run", body = schema::Run),
        (status = 404, description = "No such run of yours"),
    ),
    security(("bearer" = [])),
)]
pub async fn show(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
) -> Result<Json<Run>, Refusal> {
    Ok(Json(run::show(&services, &viewer, id).await?))
}
