//! The accept loop: who may be connected, how slow they may be, and how it ends.
//!
//! `axum::serve` sets no timer, so hyper's own limits would do nothing there. Here each connection has
//! - `TCP_NODELAY`, since an answer is written in pieces;
//! - [`Limits::headers`] until the headers of a request are whole. The clock runs from the moment of connecting and from
//!   the end of each answer, so it ends silent connections and idle ones as well;
//! - [`Limits::write`] for each write to make progress, in `patient`: a reader that stands still is dropped, whatever
//!   it was reading;
//! - a place among [`Limits::connections`], and among those of its own address. Proxies that the configuration names, and
//!   this machine, have no limit of their own.
//!
//! A connection that becomes a WebSocket leaves hyper; its handler holds [`Kept`], with which it stays counted and awaited.
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
use tokio_util::task::task_tracker::TaskTrackerToken;
use tower::Service as _;

use self::patient::Patient;
use self::places::{Place, Places};
use crate::http::address::{PeerAddress, Proxies};
use crate::http::traffic;

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

/// What keeps a connection counted, and its end awaited, also after it became something else than HTTP. In the extensions of
/// each request.
#[derive(Clone)]
pub struct Kept(Arc<Keeping>);

struct Keeping {
    ended: CancellationToken,
    _place: Place,
    _awaited: TaskTrackerToken,
}

impl Kept {
    /// Waits until what is still open is dropped.
    pub async fn dropped(&self) {
        self.0.ended.cancelled().await;
    }
}

/// Answers connections until `closing` is cancelled and they are done.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    proxies: Proxies,
    closing: CancellationToken,
) {
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
            metrics::counter!(traffic::REFUSED).increment(1);
            continue;
        };
        let kept = Keeping { ended: ended.clone(), _place: place, _awaited: connections.token() };
        let kept = Kept(Arc::new(kept));
        let connection = answer(stream, PeerAddress(peer), router.clone(), limits, closing.clone(), kept);
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
    kept: Kept,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY could not be set");
    }
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        request.extensions_mut().insert(kept.clone());
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_headers(MAX_HEADERS)
        .max_header_size(MAX_HEADER_BYTES)
        .max_buf_size(2 * MAX_HEADER_BYTES)
        .serve_connection(TokioIo::new(Patient::new(stream, limits.write)), service)
        .with_upgrades();
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::net::SocketAddr;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::task::JoinHandle;
    use tokio::time::{Instant, sleep};

    const QUICK: Limits = Limits {
        connections: 2,
        per_address: 2,
        headers: Duration::from_millis(200),
        write: Duration::from_millis(200),
        grace: Duration::from_millis(500),
    };

    async fn open(closing: &CancellationToken) -> (SocketAddr, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let slow = get(|| async {
            sleep(Duration::from_millis(150)).await;
            "done"
        });
        let router = Router::new().route("/", get(|| async { "ok" })).route("/slow", slow);
        (address, tokio::spawn(serve(listener, router, QUICK, Proxies::default(), closing.clone())))
    }

    async fn answer_to(address: SocketAddr, text: &str) -> (String, Duration) {
        let began = Instant::now();
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(text.as_bytes()).await.expect("sent");
        let mut answer = Vec::new();
        // The end may come as a reset; what was read before it counts.
        let _ = stream.read_to_end(&mut answer).await;
        (String::from_utf8_lossy(&answer).into_owned(), began.elapsed())
    }

    #[tokio::test]
    async fn silent_slow_and_idle_connections_are_ended() {
        let (address, _serving) = open(&CancellationToken::new()).await;
        for text in ["", "GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"] {
            let (answer, took) = answer_to(address, text).await;
            assert_eq!(answer.ends_with("ok"), text.ends_with("\r\n\r\n"), "{answer}");
            assert!(took >= Duration::from_millis(150), "{took:?}");
        }
    }

    #[tokio::test]
    async fn there_are_only_so_many_places() {
        let (address, _serving) = open(&CancellationToken::new()).await;
        let held = (TcpStream::connect(address).await, TcpStream::connect(address).await);
        sleep(Duration::from_millis(20)).await;
        let (answer, _) = answer_to(address, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
        assert_eq!(answer, "");
        drop(held);
        sleep(Duration::from_millis(20)).await;
        let (answer, _) = answer_to(address, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
        assert!(answer.ends_with("ok"), "{answer}");
    }

    #[tokio::test]
    async fn what_is_being_answered_at_the_end_is_answered() {
        let closing = CancellationToken::new();
        let (address, serving) = open(&closing).await;
        let slow = tokio::spawn(async move { answer_to(address, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await });
        sleep(Duration::from_millis(50)).await;
        closing.cancel();
        serving.await.expect("ends");
        let (answer, _) = slow.await.expect("answered");
        assert!(answer.ends_with("done"), "{answer}");
        assert!(TcpStream::connect(address).await.is_err(), "nobody is taken on any more");
    }
}
