//! `POST /api/v1/ws/ticket`

use axum::extract::State;
use axum::{Extension, Json as Answer};
use domain::account::Viewer;
use http::StatusCode;
use http::header::{CACHE_CONTROL, HeaderName};
use serde::Serialize;
use service::{Services, account};
use utoipa::ToSchema;

use crate::http::api::extract::{Fields, FromFields, Json, NoParams};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Nothing, or `{}`.
pub struct Nothing;

impl FromFields for Nothing {
    const MAY_BE_ABSENT: bool = true;

    fn from_fields(_: &mut Fields) -> Self {
        Self
    }
}

/// What opens one WebSocket. Never `Debug`: it is a secret while it lasts.
#[derive(Serialize, ToSchema)]
#[schema(as = WebSocketTicket)]
pub struct Ticket {
    /// Goes into the address: `/ws?ticket=…`.
    #[schema(example = "R3GK9s0m2Qe4hYw7uT1xZc5vB8nL6pJd0aF_oXiE-kA")]
    pub(crate) ticket: String,
    /// Seconds until it is over.
    #[schema(example = 30)]
    pub(crate) expires_in: i64,
}

/// Get a ticket for a WebSocket
///
/// A page opens `/ws?ticket=…` with its session cookie, from our own origin, within 30 seconds; a ticket is good once. A
/// program needs none: it sends `Authorization` with the handshake. Each message over the socket is one JSON object as
/// text: `execute_agent` (`agent`, `input`, `max_price_microcredits`, `idempotency_key`), `subscribe` (`run_id`, `after`) or
/// `ping`, with an `id` of your own where you want it in the answer. Answers are `execution_started` (with the `run`), then
/// for each stored event `execution_progress` (with the `event`, as `watchRun` sends it), in the end
/// `execution_completed` or `execution_failed` (with the `run`); `pong`; and `error` with the members of a problem.
#[utoipa::path(
    post, path = "/api/v1/ws/ticket", tag = "runs", operation_id = "getWebSocketTicket",
    request_body(content = Option<schema::Nothing>),
    responses((status = 201, description = "A ticket", body = Ticket)),
    security(("bearer" = [])),
)]
pub async fn ticket(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
    Json(Nothing): Json<Nothing>,
) -> Result<(StatusCode, [(HeaderName, &'static str); 1], Answer<Ticket>), Refusal> {
    let ticket = account::issue_ws_ticket(&services, &viewer).await?;
    let expires_in = account::WS_TICKET_LIFE.0 / 1_000_000;
    Ok((StatusCode::CREATED, [(CACHE_CONTROL, "no-store")], Answer(Ticket { ticket, expires_in })))
}
