//! One open WebSocket.
//!
//! Its task waits for whichever comes first: a message, an event of a subscription, the beat, the end of the server. Events
//! are taken from their watchers only when the last message was written, so nothing piles up for a reader that stands still:
//! it is dropped after [`PATIENCE`], and nobody else waits for it.
//!
//! At each beat the client is pinged; one from which nothing at all came for four beats is gone. At every fourth beat (each
//! minute) the credential is looked at again, and so is the right to see each run. A refused message is answered and the
//! connection stays; what cannot be read on (a broken frame, a message beyond all measure) and what comes too fast ends it.
mod beat;
mod follow;

use std::net::IpAddr;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use domain::id::{OwnerId, RunId};
use futures::StreamExt as _;
use futures::future::pending;
use futures::stream::BoxStream;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};
use tokio_stream::StreamMap;
use tracing::Instrument as _;

use self::follow::Told;
use super::MAX_MESSAGE;
use super::pace::Pace;
use super::seats::Seat;
use super::wire::{self, Ask};
use crate::accept::Kept;
use crate::http::request_id::RequestId;
use crate::http::state::AppState;
use crate::http::traffic;
use crate::http::viewer::{Asker, Credential};

/// How long a message may take until the system has it.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a client may take to answer that the connection closes.
const FAREWELL: Duration = Duration::from_secs(1);

/// Whoever opened the connection, and what it holds.
pub(super) struct Guest {
    pub(super) state: AppState,
    pub(super) asker: Asker,
    /// Where the connection comes from.
    pub(super) address: IpAddr,
    pub(super) credential: Credential,
    pub(super) seat: Seat,
    /// Keeps the connection counted; `None` for a router without an accept loop.
    pub(super) kept: Option<Kept>,
}

/// What comes next.
enum Turn {
    Heard(Option<Result<Message, axum::Error>>),
    Told(RunId, Told),
    Beat,
    Restart,
    Dropped,
}

/// Why a connection ends.
enum End {
    /// Nobody is there any more.
    Gone,
    /// With this code and these words.
    Close(u16, &'static str),
}

type Done = Result<(), End>;

struct Session {
    guest: Guest,
    owner: OwnerId,
    socket: WebSocket,
    subscriptions: StreamMap<RunId, BoxStream<'static, Told>>,
    beat: Interval,
    beats: u32,
    silent_beats: u32,
    idle_beats: u32,
    pace: Pace,
}

/// Attends to a connection until it ends.
pub(super) async fn attend(socket: WebSocket, guest: Guest) {
    let Some(owner) = guest.asker.viewer.owner() else { return };
    let every = guest.state.edge.rhythm.beat;
    let mut beat = interval_at(Instant::now() + every, every);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let subscriptions = StreamMap::new();
    let pace = Pace::begin(Instant::now());
    let mut session =
        Session { guest, owner, socket, subscriptions, beat, beats: 0, silent_beats: 0, idle_beats: 0, pace };
    let end = session.live().await;
    session.count_subscriptions(|session| session.subscriptions.clear());
    if let End::Close(code, reason) = end {
        session.close(code, reason).await;
    }
}

impl Session {
    async fn live(&mut self) -> End {
        loop {
            let turn = self.turn().await;
            let done = match turn {
                Turn::Heard(message) => self.heard(message).await,
                Turn::Told(run, told) => self.told(run, told).await,
                Turn::Beat => self.at_beat().await,
                Turn::Restart => Err(End::Close(close_code::RESTART, "the server restarts")),
                Turn::Dropped => Err(End::Gone),
            };
            if let Err(end) = done {
                return end;
            }
        }
    }

    async fn turn(&mut self) -> Turn {
        let kept = self.guest.kept.clone();
        let dropped = async move {
            match kept {
                Some(kept) => kept.dropped().await,
                None => pending().await,
            }
        };
        tokio::select! {
            () = self.guest.state.edge.closing.cancelled() => Turn::Restart,
            () = dropped => Turn::Dropped,
            _ = self.beat.tick() => Turn::Beat,
            message = self.socket.recv() => Turn::Heard(message),
            Some((run, told)) = self.subscriptions.next() => Turn::Told(run, told),
        }
    }

    async fn heard(&mut self, message: Option<Result<Message, axum::Error>>) -> Done {
        self.silent_beats = 0;
        let request = RequestId::fresh();
        let read = match message {
            None => return Err(End::Gone),
            Some(Err(error)) => return self.unreadable(error, &request).await,
            // Answered by the library.
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Close(_))) => return Ok(()),
            Some(Ok(Message::Binary(_))) => (None, Err(wire::not_text())),
            Some(Ok(Message::Text(text))) if text.len() > MAX_MESSAGE => (None, Err(wire::too_large(MAX_MESSAGE))),
            Some(Ok(Message::Text(text))) => wire::read(text.as_str()),
        };
        self.idle_beats = 0;
        self.guest.seat.sockets.received.fetch_add(1, Ordering::Relaxed);
        metrics::counter!(traffic::RECEIVED).increment(1);
        if !self.pace.allows(Instant::now()) {
            self.send(wire::error(None, None, &wire::too_fast(), &request.0)).await?;
            return Err(End::Close(close_code::POLICY, "too many messages"));
        }
        let (id, ask) = read;
        let name = ask.as_ref().map_or("ws.unread", Ask::name);
        let span = tracing::info_span!("message", request_id = %request);
        let answered = match ask {
            Ok(ask) => self.answer(ask, id.as_deref(), &request).instrument(span.clone()).await,
            Err(problem) => Err(problem),
        };
        let code = answered.as_ref().err().map(|problem| problem.code);
        let actor = self.guest.asker.viewer.actor().map(|actor| actor.to_string());
        if name == "ws.ping" {
            span.in_scope(|| tracing::debug!(name, code, actor, "answered"));
        } else {
            span.in_scope(|| tracing::info!(name, code, actor, "answered"));
        }
        match answered {
            Ok(Some(answer)) => self.send(answer).await,
            Ok(None) => Ok(()),
            Err(problem) => self.send(wire::error(id.as_deref(), None, &problem, &request.0)).await,
        }
    }

    /// What is left of a message that cannot be read is not skipped, so the connection ends.
    async fn unreadable(&mut self, error: axum::Error, request: &RequestId) -> Done {
        use tokio_tungstenite::tungstenite::Error;
        let error = error.into_inner();
        match error.downcast_ref::<Error>() {
            Some(Error::Capacity(_)) => {
                self.send(wire::error(None, None, &wire::too_large(MAX_MESSAGE), &request.0)).await?;
                Err(End::Close(close_code::SIZE, "the message is too large"))
            }
            Some(Error::Utf8(_)) => Err(End::Close(close_code::INVALID, "the text is not UTF-8")),
            Some(Error::Protocol(_)) => Err(End::Close(close_code::PROTOCOL, "the frame cannot be read")),
            _ => Err(End::Gone),
        }
    }

    async fn send(&mut self, text: String) -> Done {
        self.guest.seat.sockets.sent.fetch_add(1, Ordering::Relaxed);
        metrics::counter!(traffic::SENT).increment(1);
        self.write(Message::Text(text.into())).await
    }

    async fn write(&mut self, message: Message) -> Done {
        match timeout(PATIENCE, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::debug!(%error, "a WebSocket ended early");
                Err(End::Gone)
            }
            Err(_) => {
                metrics::counter!(traffic::DROPPED).increment(1);
                Err(End::Gone)
            }
        }
    }

    async fn close(&mut self, code: u16, reason: &'static str) {
        let frame = CloseFrame { code, reason: reason.into() };
        let farewell = async {
            if self.socket.send(Message::Close(Some(frame))).await.is_ok() {
                // Until the client has closed its side: what is still on the way to it is not cut off by a reset.
                while let Some(Ok(_)) = self.socket.recv().await {}
            }
        };
        // A client that does not answer is left.
        let _ = timeout(FAREWELL, farewell).await;
    }
}
