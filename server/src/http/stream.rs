//! A run's events as Server-Sent Events (decision 17).

use axum::response::{IntoResponse as _, Response};
use domain::account::Viewer;
use domain::id::RunId;
use http::StatusCode;

use crate::http::state::AppState;

/// The stream of a run's events after `after`, or 204 where there is nothing left to come.
///
/// `after` is the caller's: the header `Last-Event-ID` before `?after=` (see [`after`]).
pub async fn sse(_state: &AppState, _viewer: &Viewer, _run: RunId, _after: Option<u64>) -> Response {
    StatusCode::NO_CONTENT.into_response()
}
