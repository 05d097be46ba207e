//! `GET /api/v1/runs/export`

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::account::Viewer;
use service::{Services, run};

use super::narrowing::{NarrowingParams, narrowing};
use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::export::{self, Format};
use crate::http::problem::Refusal;

/// Export your runs
///
/// All of them, newest first, or those that the parameters leave, with what they were given and what came out, as one
/// file. It is sent as it is read: one that breaks off is not whole.
#[utoipa::path(
    get, path = "/api/v1/runs/export", tag = "runs", operation_id = "exportRuns",
    params(("format" = schema::ExportFormat, Query, description = "`csv` or `json`"), NarrowingParams),
    responses(
        (
            status = 200,
            description = "The runs; as CSV, input and output stand as JSON in their columns",
            content((schema::RunExport = "application/json"), (String = "text/csv")),
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
    let narrowing = narrowing(&mut params);
    params.end()?;
    let export = run::export(&services, &viewer, &narrowing)?;
    Ok(export::runs::answer(export, format.unwrap_or(Format::Json), services.now()))
}
