//! `GET /api/v1/runs/{id}/artifacts`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::time::Timestamp;
use serde::Serialize;
use service::Services;
use service::run::{self, ArtifactInfo};
use utoipa::ToSchema;

use crate::http::api::extract::{NoParams, RunPath};
use crate::http::problem::Refusal;

/// The files that a run made.
#[derive(Serialize, ToSchema)]
pub struct Artifacts {
    /// In the order in which they were made.
    data: Vec<Artifact>,
}

/// A file that a run made.
#[derive(Serialize, ToSchema)]
pub(crate) struct Artifact {
    /// Unique in the run; fetch it under `artifacts/{name}`.
    #[schema(example = "cleaned.csv")]
    name: String,
    /// Its media type.
    #[schema(example = "text/csv; charset=utf-8")]
    media_type: String,
    /// Its size.
    bytes: u64,
    /// SHA-256 of its content, in hexadecimal.
    sha256: String,
    /// When it was stored.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl Artifacts {
    pub(crate) fn of(files: Vec<ArtifactInfo>) -> Self {
        Self { data: files.into_iter().map(Artifact::from).collect() }
    }
}

impl From<ArtifactInfo> for Artifact {
    fn from(info: ArtifactInfo) -> Self {
        let ArtifactInfo { name, media_type, bytes, sha256, created_at } = info;
        Self { name, media_type, bytes, sha256, created_at }
    }
}

/// The files that a run made
#[utoipa::path(
    get, path = "/api/v1/runs/{id}/artifacts", tag = "runs", operation_id = "listArtifacts",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    responses(
        (status = 200, description = "The files", body = Artifacts),
        (status = 404, description = "No such run of yours"),
    ),
    security(("bearer" = [])),
)]
pub async fn artifacts(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
) -> Result<Json<Artifacts>, Refusal> {
    Ok(Json(Artifacts::of(run::artifacts(&services, &viewer, id).await?)))
}
