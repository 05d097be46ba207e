//! `GET /api/v1/runs/{id}/events`

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::account::Viewer;
use http::HeaderMap;

use crate::http::api::extract::{Params, RunPath};
use crate::http::api::schema;
use crate::http::problem::Refusal;
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
        ("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6"),
        ("Last-Event-ID" = Option<u64>, Header, description = "The last event you saw"),
        (
            "after" = Option<u64>, Query,
            description = "The same, for who cannot send headers; the header counts where both are there",
        ),
    ),
    responses(
        (status = 200, description = "Events, each of this shape", body = schema::EventFrame, content_type = "text/event-stream"),
        (status = 204, description = "The run is over and you have seen all of it"),
        (status = 400, description = "`Last-Event-ID` is no number"),
        (status = 404, description = "No such run of yours"),
        (status = 422, description = "`after` is no number"),
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
    let whole = |text: &str| text.parse().ok().filter(|number| i64::try_from(*number).is_ok());
    let after: Option<u64> = params.take_as("after", whole, "bad_event_id", "The number of an event is needed.");
    params.end()?;
    Ok(stream::sse(&state, &viewer, &headers, id, after).await)
}
