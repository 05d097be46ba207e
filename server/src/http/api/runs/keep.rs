//! `POST /api/v1/runs/{id}/keep` and `DELETE /api/v1/runs/{id}/keep`

use axum::extract::State;
use axum::{Extension, Json as Answer};
use domain::account::Viewer;
use domain::run::Run;
use service::{Services, run};

use super::cancel::Nothing;
use crate::http::api::extract::{Json, NoParams, RunPath};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Keep a run's content
///
/// Without this, what a run was given, what the agent said and the files it made are erased 30 days after its end.
#[utoipa::path(
    post, path = "/api/v1/runs/{id}/keep", tag = "runs", operation_id = "keepRun",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    request_body(content = Option<schema::Nothing>),
    responses(
        (status = 200, description = "The run as it is now", body = schema::Run),
        (status = 404, description = "No such run of yours"),
        (status = 409, description = "`run_erased`: its content is erased already"),
    ),
    security(("bearer" = [])),
)]
pub async fn keep(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
    Json(Nothing): Json<Nothing>,
) -> Result<Answer<Run>, Refusal> {
    Ok(Answer(run::keep(&services, &viewer, id).await?))
}

/// Keep a run's content no longer
///
/// It is erased 30 days after the run's end again; within the minute, where they are over.
#[utoipa::path(
    delete, path = "/api/v1/runs/{id}/keep", tag = "runs", operation_id = "letRunGo",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    responses(
        (status = 200, description = "The run as it is now", body = schema::Run),
        (status = 404, description = "No such run of yours"),
        (status = 409, description = "`run_erased`: its content is erased already"),
    ),
    security(("bearer" = [])),
)]
pub async fn let_go(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
) -> Result<Answer<Run>, Refusal> {
    Ok(Answer(run::let_go(&services, &viewer, id).await?))
}
