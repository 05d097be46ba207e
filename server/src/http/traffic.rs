//! One log line and two measurements per request.
//!
//! The line names the route by its row, not by the address as it was asked: an address may hold a token. Fields are
//! chosen one by one; no header is logged.

use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use domain::account::Viewer;
use domain::measure::Metric;
use http::Method;
use metrics::{counter, histogram};
use tracing::Span;

use crate::http::address::ClientAddress;
use crate::http::problem::Refusal;
use crate::http::request_id::{RequestId, TraceId};
use crate::routes::{Kind, Route};

const REQUESTS: &str = "http_requests_total";
const SECONDS: &str = "http_request_duration_seconds";
const PROBLEMS: &str = "http_problems_total";
/// Connections that are open.
pub const CONNECTIONS: &str = "http_connections";
/// Connections for which there was no place.
pub const REFUSED: &str = "http_connections_refused_total";
/// Streams of events that were opened.
pub const STREAMS: &str = "guildhall_run_streams_opened_total";
/// Open `WebSockets`.
pub const SOCKETS: &str = "ws_connections";
/// Messages from `WebSockets`.
pub const RECEIVED: &str = "ws_messages_received_total";
/// Messages to `WebSockets`.
pub const SENT: &str = "ws_messages_sent_total";
/// `WebSockets` that were dropped because nobody read.
pub const DROPPED: &str = "ws_readers_dropped_total";
/// Reports of what the content policy stopped.
pub const REPORTS: &str = "guildhall_csp_reports_total";

/// What the edge measures.
pub const METRICS: &[Metric] = &[
    Metric::counter(REQUESTS, &["method", "route", "status"], "Requests by route and status."),
    Metric::histogram(SECONDS, &["method", "route"], "Time until an answer begins."),
    Metric::counter(PROBLEMS, &["route", "code"], "Answers that told a problem, by its code."),
    Metric::gauge(CONNECTIONS, &[], "Open connections."),
    Metric::counter(REFUSED, &[], "Connections for which there was no place."),
    Metric::counter(STREAMS, &[], "Streams of events that were opened."),
    Metric::gauge(SOCKETS, &[], "Open WebSockets."),
    Metric::counter(RECEIVED, &[], "Messages from WebSockets."),
    Metric::counter(SENT, &[], "Messages to WebSockets."),
    Metric::counter(DROPPED, &[], "WebSockets that were dropped because nobody read."),
    Metric::counter(REPORTS, &[], "Reports of what the content policy stopped."),
];

/// What was asked, as far as it is told.
pub struct Asked {
    method: &'static str,
    client: ClientAddress,
    span: Span,
}

impl Asked {
    /// What a request asks.
    pub fn of(request: &Request, id: &RequestId, trace: &TraceId, client: ClientAddress) -> Self {
        let span = tracing::info_span!("request", request_id = %id, trace_id = %trace);
        Self { method: known(request.method()), client, span }
    }

    /// The span in which the request is answered: everything logged in it carries both ids.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    /// Notes how it was answered.
    pub fn note(&self, response: &Response, took: Duration) {
        let row = response.extensions().get::<&'static Route>();
        let name = row.map_or("none", |row| row.name);
        let path = row.map_or("none", |row| row.path);
        let status = response.status().as_u16();
        counter!(REQUESTS, "method" => self.method, "route" => path, "status" => status.to_string()).increment(1);
        histogram!(SECONDS, "method" => self.method, "route" => path).record(took.as_secs_f64());

        let code = response.extensions().get::<Refusal>().map(|refusal| refusal.problem().code);
        if let Some(code) = code {
            counter!(PROBLEMS, "route" => path, "code" => code).increment(1);
        }
        let actor = response.extensions().get::<Viewer>().and_then(Viewer::actor).map(|actor| actor.to_string());
        let duration_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        macro_rules! line {
            ($level:ident) => {
                tracing::$level!(
                    method = self.method, route = path, name, status, duration_us, code, actor,
                    address = %self.client.0, "answered"
                )
            };
        }
        match status {
            500.. if status != 503 => line!(error),
            503 => line!(warn),
            _ if row.is_some_and(|row| matches!(row.kind, Kind::Asset | Kind::Probe)) => line!(debug),
            _ => line!(info),
        }
    }
}

/// A method as a label: a closed set, so that nobody can fill the memory with new ones.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
