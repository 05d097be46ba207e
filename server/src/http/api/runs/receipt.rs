//! `GET /api/v1/runs/{id}/receipt`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::account::Viewer;
use http::header::CONTENT_TYPE;
use service::{Problem, Services, receipt};

use crate::http::api::extract::{NoParams, RunPath};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// The signed receipt of a settled run
///
/// Keep the body byte for byte: `guildhall receipt verify FILE` checks it without asking anybody, and names what was changed.
/// `digests` has the SHA-256 of each value (of `place=value`, the value as JSON); `signature` is Ed25519 (RFC 8032) over the
/// line `guildhall receipt 1`, the line `Ed25519` with the key's id, and a line of place and digest for each of them.
#[utoipa::path(
    get, path = "/api/v1/runs/{id}/receipt", tag = "receipts", operation_id = "showReceipt",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    responses(
        (status = 200, description = "The receipt", body = schema::SignedReceipt),
        (status = 404, description = "No such run of yours"),
        (status = 409, description = "The run is not settled yet"),
    ),
    security(("bearer" = [])),
)]
pub async fn receipt(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
) -> Result<Response, Refusal> {
    let (_, text) = receipt::show(&services, &viewer, id).await.map_err(Problem::from)?;
    Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
}
