//! `DELETE /api/v1/runs/{id}`

use axum::Extension;
use axum::extract::State;
use domain::account::Viewer;
use http::StatusCode;
use service::{Services, run};

use crate::http::api::extract::{NoParams, RunPath};
use crate::http::problem::Refusal;

/// Delete a run
///
/// It is hidden at once; what it was given, what the agent said and the files it made are erased soon after. Its price,
/// its receipt and the digest of its events stay in the ledger.
#[utoipa::path(
    delete, path = "/api/v1/runs/{id}", tag = "runs", operation_id = "deleteRun",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    responses(
        (status = 204, description = "Deleted"),
        (status = 404, description = "No such run of yours"),
        (status = 409, description = "`run_in_work`: stop it first, or wait for its end"),
    ),
    security(("bearer" = [])),
)]
pub async fn delete(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
) -> Result<StatusCode, Refusal> {
    run::delete(&services, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
