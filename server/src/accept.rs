//! The accept loop: who may be connected, how slow they may be, and how it ends.
//!
//! `axum::serve` sets no timer, so hyper's own limits would do nothing there. Here each connection has
//! - `TCP_NODELAY`, since an answer is written in pieces;
//! - [`Limits::headers`] until the headers of a request are whole. The clock runs from the moment of connecting and from
//!   the end of each answer, so it ends silent connections and idle ones as well;
//! - [`Limits::write`] for each write to make progress, in [`patient`]: a reader that stands still is dropped, whatever
//!   it was reading;
//! - a place among [`Limits::connections`], and among those of its own address. Proxies that the configuration names, and
//!   this machine, have no limit of their own.
//!
//! Bodies have their own limits, by route, in [`crate::http::guard`]. When the token is cancelled the loop takes nobody
//! on, open connections finish what they are answering, and after [`Limits::grace`] the rest is dropped.

mod patient;
mod places;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::Service as _;

use self::patient::Patient;
use self::places::{Place, Places};
use crate::http::address::{PeerAddress, Proxies};

/// How much of a header section is read: name, value and address together.
const MAX_HEADER_BYTES: usize = 64 * 1024;
const MAX_HEADERS: usize = 100;

/// What a connection may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Open connections in all.
    pub connections: usize,
    /// Open connections of one address (of one /64 for IPv6).
    pub per_address: usize,
    /// Until the headers of a request are whole.
    pub headers: Duration,
    /// Until a write makes progress.
    pub write: Duration,
    /// From being told to stop until what is still open is dropped.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 20_000,
            per_address: 256,
            headers: Duration::from_secs(10),
            write: Duration::from_secs(30),
            grace: Duration::from_secs(25),
        }
    }
}

/// Answers connections until `closing` is cancelled and they are done.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, proxies: Proxies, closing: CancellationToken) {
    let places = Arc::new(Places::new(limits.connections, limits.per_address, proxies));
    let connections = TaskTracker::new();
    let ended = CancellationToken::new();
    loop {
        let accepted = tokio::select! {
            () = closing.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Mostly "too many open files": others must end first, so trying at once again only burns time.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let Some(place) = Places::take(&places, peer.ip()) else {
            metrics::counter!("http_connections_refused_total").increment(1);
            continue;
        };
        let connection = answer(stream, PeerAddress(peer), router.clone(), limits, closing.clone(), place);
        let ended = ended.clone();
        connections.spawn(async move {
            tokio::select! {
                () = connection => {}
                () = ended.cancelled() => {}
            }
        });
    }
    drop(listener);
    connections.close();
    if tokio::time::timeout(limits.grace, connections.wait()).await.is_err() {
        tracing::warn!(open = connections.len(), "connections were still open at the end and are dropped");
        ended.cancel();
        connections.wait().await;
    }
}

async fn answer(
    stream: TcpStream,
    peer: PeerAddress,
    router: Router,
    limits: Limits,
    closing: CancellationToken,
    _place: Place,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY could not be set");
    }
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_headers(MAX_HEADERS)
        .max_header_size(MAX_HEADER_BYTES)
        .max_buf_size(2 * MAX_HEADER_BYTES)
        .serve_connection(TokioIo::new(Patient::new(stream, limits.write)), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = closing.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // Clients come and go; only what they were told is logged, at the edge.
        tracing::debug!(%error, "a connection ended early");
    }
}
