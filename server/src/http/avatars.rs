//! People's pictures. The address holds the hash of the picture, so what is there never changes.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG};
use service::{Problem, account};

use crate::http::headers::FILE_POLICY;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// For a day: a picture that was taken away is not shown for long after.
const CACHING: &str = "public, max-age=86400, immutable";

/// A person's picture, for everybody.
pub async fn show(
    State(state): State<AppState>,
    Path((owner, sha256)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let owner = owner.parse().map_err(|_| Problem::not_found())?;
    let (media_type, bytes) = account::avatar(&state.services, owner, &sha256).await?;
    let media_type = HeaderValue::from_str(&media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let etag = HeaderValue::from_str(&format!("\"{sha256}\"")).ok();
    let headers = [
        (CONTENT_TYPE, media_type),
        (CACHE_CONTROL, HeaderValue::from_static(CACHING)),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(FILE_POLICY)),
    ];
    let mut response = (headers, bytes).into_response();
    if let Some(etag) = etag {
        response.headers_mut().insert(ETAG, etag);
    }
    Ok(response)
}
