//! How the process is: for whoever watches over it.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde_json::json;
use service::health;

use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Whether the process answers at all; asks nothing of anything.
pub async fn live() -> Response {
    Json(json!({"status": "ok"})).into_response()
}

/// Whether it should be sent requests: the database answers, and it is not about to stop.
pub async fn ready(State(state): State<AppState>) -> Response {
    let is_ready = !state.edge.closing.is_cancelled() && health::check(&state.services).await.is_well();
    told(is_ready, &json!({"status": if is_ready { "ok" } else { "unavailable" }}))
}

/// The parts, one by one.
pub async fn health(State(state): State<AppState>) -> Response {
    let parts = health::check(&state.services).await;
    let is_closing = state.edge.closing.is_cancelled();
    let is_well = parts.is_well() && !is_closing;
    let body = json!({
        "status": if is_well { "ok" } else { "unavailable" },
        "version": env!("CARGO_PKG_VERSION"),
        "closing": is_closing,
        "parts": parts,
    });
    told(is_well, &body)
}

/// What else is asked for where only probes are answered.
pub async fn missing() -> Response {
    Refusal::of_status(StatusCode::NOT_FOUND).into_response()
}

/// A probe is told by its status and reads its own body: no problem, no page.
fn told(is_well: bool, body: &serde_json::Value) -> Response {
    let status = if is_well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(body)).into_response()
}

/// What was measured, in Prometheus's text format.
pub async fn metrics(State(state): State<AppState>) -> Response {
    match &state.edge.metrics {
        Some(measured) => {
            let text = measured.tell(&state.services).await;
            ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
        }
        None => Refusal::of_status(StatusCode::NOT_FOUND).into_response(),
    }
}
