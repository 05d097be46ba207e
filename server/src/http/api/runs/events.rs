//! `GET /api/v1/runs/{id}/events`

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::account::Viewer;
use http::HeaderMap;

use crate::http::api::extract::{Params, RunPath};
use crate::http::problem::{Refusal, malformed};
use crate::http::state::AppState;
use crate::http::stream;

/// Watch a run
///
/// Server-Sent Events without a name; `id` is the event's `seq`, `data` an `Event` as JSON. First everything that is
/// stored, then everything as it happens. After the event `run.settled` the stream ends, and a further request is
/// answered 204. To go on after a break, send the last `id` you saw: nothing is left out and nothing comes twice.
#[utoipa::path(
    get, path = "/api/v1/runs/{id}/events", tag = "runs", operation_id = "watchRun",
    params(
        ("id" = String, Path, description = "The run"),
        ("Last-Event-ID" = Option<u64>, Header, description = "The last event you saw"),
        ("after" = Option<u64>, Query, description = "The same, for who cannot send headers; the header counts where both are there"),
    ),
    responses(
        (status = 200, description = "Events", body = String, content_type = "text/event-stream"),
        (status = 204, description = "The run is over and you have seen all of it"),
        (status = 400, description = "The last event is no number"),
        (status = 404, description = "No such run of yours"),
    ),
    security(("bearer" = [])),
)]
pub async fn events(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    headers: HeaderMap,
    mut params: Params,
) -> Result<Response, Refusal> {
    let asked = params.take("after");
    params.end()?;
    let seen = match headers.get("last-event-id") {
        // A browser that has seen nothing yet may send the header empty.
        Some(value) if value.is_empty() => asked.map(|text| number("after", &text)),
        Some(value) => Some(number("last-event-id", value.to_str().unwrap_or_default())),
        None => asked.map(|text| number("after", &text)),
    };
    Ok(stream::sse(&state, &viewer, id, seen.transpose()?).await)
}

fn number(name: &str, text: &str) -> Result<u64, Refusal> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    // Numbers are stored in 63 bits.
    let number = text.parse().ok().filter(|number| is_plain && i64::try_from(*number).is_ok());
    number.ok_or_else(|| malformed("bad_event_id", name, "The number of an event is needed.").into())
}
