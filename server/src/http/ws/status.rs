//! `GET /ws/status`

use std::sync::atomic::Ordering;

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::http::api::extract::NoParams;
use crate::http::state::AppState;

/// The `WebSockets` of this process; other copies have their own.
#[derive(Debug, Serialize)]
pub struct Status {
    /// Open now.
    connections: usize,
    /// Subscriptions over them, now.
    subscriptions: usize,
    /// Opened since the start.
    connections_opened: u64,
    /// Messages since the start, without pings and pongs of the protocol.
    messages_received: u64,
    /// The same, to clients.
    messages_sent: u64,
}

/// How many `WebSockets` there are and what went over them, for admins.
pub async fn status(State(state): State<AppState>, _: NoParams) -> Json<Status> {
    let sockets = &state.sockets;
    Json(Status {
        connections: sockets.open.load(Ordering::Relaxed),
        subscriptions: sockets.subscriptions.load(Ordering::Relaxed),
        connections_opened: sockets.opened.load(Ordering::Relaxed),
        messages_received: sockets.received.load(Ordering::Relaxed),
        messages_sent: sockets.sent.load(Ordering::Relaxed),
    })
}
