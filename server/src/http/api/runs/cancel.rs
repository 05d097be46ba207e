//! `POST /api/v1/runs/{id}/cancel`

use axum::extract::State;
use axum::{Extension, Json as Answer};
use domain::account::Viewer;
use domain::run::Run;
use service::{Services, run};

use crate::http::api::extract::{Fields, FromFields, Json, NoParams, RunPath};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Nothing, or `{}`.
pub struct Nothing;

impl FromFields for Nothing {
    const MAY_BE_ABSENT: bool = true;

    fn from_fields(_: &mut Fields) -> Self {
        Self
    }
}

/// Ask a run to stop
///
/// A queued run is cancelled at once, a running one at its next step; its fee is not charged. A run that is over stays
/// as it is.
#[utoipa::path(
    post, path = "/api/v1/runs/{id}/cancel", tag = "runs", operation_id = "cancelRun",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    request_body(content = Option<schema::Nothing>),
    responses(
        (status = 200, description = "The run as it is now", body = schema::Run),
        (status = 404, description = "No such run of yours"),
        (status = 409, description = "The run is over"),
    ),
    security(("bearer" = [])),
)]
pub async fn cancel(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
    Json(Nothing): Json<Nothing>,
) -> Result<Answer<Run>, Refusal> {
    Ok(Answer(run::cancel(&services, &viewer, id).await?))
}
