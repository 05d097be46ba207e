//! What pages refer to: a run's files, a message as HTML, a sample.
//!
//! A run's files were made by somebody's agent, so nothing in them may run here: they are downloads, with a policy of
//! content that allows nothing; only pictures may be shown in place.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::account::Viewer;
use domain::id::RunId;
use domain::run::Item;
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use service::{Problem, catalogue, receipt, run};

use crate::http::api::extract::{ArtifactPath, RunPath};
use crate::http::headers::FILE_POLICY;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Pictures that may be shown in place.
const PICTURES: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"];

/// A file that a run made; with `?inline=1`, in place where it is a picture.
pub async fn artifact(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    ArtifactPath(id, name): ArtifactPath,
    request: Request,
) -> Result<Response, Refusal> {
    let (info, bytes) = run::artifact(&state.services, &viewer, id, &name).await?;
    let is_inline = request.uri().query() == Some("inline=1") && is_picture(&info.media_type);
    Ok(file(&info.name, &info.media_type, bytes, is_inline))
}

/// The same of a run that a link shows.
pub async fn shared_artifact(
    State(state): State<AppState>,
    Path((token, name)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    let (info, bytes) = run::shared_artifact(&state.services, &token, &name).await?;
    let is_inline = request.uri().query() == Some("inline=1") && is_picture(&info.media_type);
    let mut response = file(&info.name, &info.media_type, bytes, is_inline);
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}

/// The signed file of a run's receipt.
pub async fn receipt(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
) -> Result<Response, Refusal> {
    let (_, text) = receipt::show(&state.services, &viewer, id).await.map_err(Problem::from)?;
    Ok(file(&format!("guildhall-receipt-{id}.json"), "application/json", text.into_bytes(), false))
}

/// A message of a run, rendered and sanitised.
pub async fn message(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path((id, message_id)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let id: RunId = id.parse().map_err(|_| Problem::not_found())?;
    let transcript = run::transcript(&state.services, &viewer, id).await?;
    let text = transcript.items.into_iter().find_map(|item| match item {
        Item::Message { id, text, complete: true } if id == message_id => Some(text),
        _ => None,
    });
    let html = run::message_html(&text.ok_or_else(Problem::not_found)?);
    Ok(([(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, FILE_POLICY)], html).into_response())
}

/// The file of a listing's sample.
pub async fn sample(
    State(state): State<AppState>,
    Path((slug, number)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let number = number.parse().map_err(|_| Problem::not_found())?;
    let (name, bytes) = catalogue::sample(&state.services, &slug, number)?;
    Ok(file(&name, "application/octet-stream", bytes, false))
}

fn is_picture(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    PICTURES.iter().any(|picture| essence.eq_ignore_ascii_case(picture))
}

/// A file as an answer. Its name and its media type are an agent's words, so both are taken only as far as they fit.
pub fn file(name: &str, media_type: &str, bytes: Vec<u8>, is_inline: bool) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_str(media_type).ok();
    let unknown = HeaderValue::from_static("application/octet-stream");
    headers.insert(CONTENT_TYPE, media_type.unwrap_or(unknown));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(FILE_POLICY));
    let plain = HeaderValue::from_static("attachment");
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_str(&disposition(name, is_inline)).unwrap_or(plain));
    response
}

/// RFC 6266: the name in plain ASCII for old clients, and as it is (RFC 8187).
fn disposition(name: &str, is_inline: bool) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|c| if fits(c) { c } else { '_' }).collect();
    let coded = domain::percent::coded(name, b"");
    let place = if is_inline { "inline" } else { "attachment" };
    format!("{place}; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        assert_eq!(disposition("a b.csv", false), "attachment; filename=\"a b.csv\"; filename*=UTF-8''a%20b.csv");
        let hostile = disposition("x\"; y=\r\nSet-Cookie: é", false);
        assert!(HeaderValue::from_str(&hostile).is_ok(), "{hostile}");
        assert_eq!(hostile.matches('"').count(), 2, "{hostile}");
    }

    #[test]
    fn only_pictures_are_shown_in_place() {
        assert!(is_picture("image/svg+xml; charset=utf-8"));
        assert!(!is_picture("text/html"));
        assert!(!is_picture("image/svg+xml-but-not"));
        let response = file("a.html", "text/html", Vec::new(), false);
        let policy = response.headers().get(CONTENT_SECURITY_POLICY).and_then(|value| value.to_str().ok());
        assert!(policy.is_some_and(|policy| policy.starts_with("sandbox;")));
    }
}
