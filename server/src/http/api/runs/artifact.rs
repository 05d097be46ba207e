//! `GET /api/v1/runs/{id}/artifacts/{name}`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::account::Viewer;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use service::{Services, run};

use crate::http::api::extract::{ArtifactPath, NoParams};
use crate::http::api::schema;
use crate::http::headers::FILE_POLICY;
use crate::http::problem::Refusal;

/// Fetch a file that a run made
///
/// Always as an attachment: what an agent made is never shown as a page of ours.
#[utoipa::path(
    get, path = "/api/v1/runs/{id}/artifacts/{name}", tag = "runs", operation_id = "fetchArtifact",
    params(
        ("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6"),
        ("name" = String, Path, description = "The file's name", example = "cleaned.csv"),
    ),
    responses(
        (
            status = 200,
            description = "The file, with its own media type",
            body = inline(schema::Bytes), content_type = "*/*",
        ),
        (status = 404, description = "No such run of yours, or no such file"),
    ),
    security(("bearer" = [])),
)]
pub async fn artifact(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    ArtifactPath(id, name): ArtifactPath,
    _: NoParams,
) -> Result<Response, Refusal> {
    let (info, bytes) = run::artifact(&services, &viewer, id, &name).await?;
    // Names are made of a-z, 0-9 and "-_."; anything else is a broken row and gets no name at all.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let name = Some(&info.name).filter(|name| name.bytes().all(plain));
    let disposition = name.and_then(|name| HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).ok());
    let media_type =
        HeaderValue::from_str(&info.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [
        (CONTENT_TYPE, media_type),
        (CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(FILE_POLICY)),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
