//! A reader of Server-Sent Events that costs little.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use domain::time::Timestamp;
use serde::Deserialize;
use service::clock::Clock;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;

use super::window::Window;

/// What the system keeps for a reader: little, so that one who stands still is felt by the server.
const RECEIVE: u32 = 16 * 1024;

/// An open stream.
pub(super) struct Reader {
    stream: TcpStream,
    text: Vec<u8>,
}

/// What a reader saw, or all of them.
#[derive(Default)]
pub(super) struct Seen {
    /// Of each event of the window, from its time to its arrival.
    pub(super) lags: Vec<Duration>,
    pub(super) lost: u64,
    pub(super) repeated: u64,
    pub(super) ended_early: u64,
    /// How many events the run told in the window.
    pub(super) told: u64,
    /// The first and the last number of the window.
    range: Option<(u64, u64)>,
}

impl Seen {
    /// What all of them saw. Who did not get what another one got has lost it.
    pub(super) fn of_all(seen: Vec<Self>) -> Self {
        let ranges: Vec<_> = seen.iter().filter_map(|one| one.range).collect();
        let first = ranges.iter().map(|range| range.0).min().unwrap_or_default();
        let last = ranges.iter().map(|range| range.1).max().unwrap_or_default();
        let told = if ranges.is_empty() { 0 } else { last - first + 1 };
        let mut all = Self { told, ..Self::default() };
        for one in seen {
            all.lags.extend(one.lags);
            // Gaps between two events were counted when they came; here, what is missing at the ends.
            all.lost += one.lost + one.range.map_or(told, |range| range.0 - first + last - range.1);
            all.repeated += one.repeated;
            all.ended_early += one.ended_early;
        }
        all
    }

    fn note(&mut self, stamp: &Stamp, next_seq: u64, window: &Window) {
        self.lost += stamp.seq.saturating_sub(next_seq);
        self.repeated += u64::from(stamp.seq < next_seq);
        if window.has(stamp.at) {
            let lag = Clock::System.now().since(stamp.at).0;
            self.lags.push(Duration::from_micros(lag.max(0).unsigned_abs()));
            self.range = Some((self.range.map_or(stamp.seq, |range| range.0), stamp.seq));
        }
    }
}

/// What is read of an event: its number and its time.
#[derive(Deserialize)]
struct Stamp {
    seq: u64,
    at: Timestamp,
}

impl Reader {
    /// Asks for a run's events from the first on, and reads the head of the answer.
    pub(super) async fn open(address: SocketAddr, token: &str, run: &str) -> anyhow::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.set_recv_buffer_size(RECEIVE)?;
        let mut stream = socket.connect(address).await?;
        let request = format!(
            "GET /api/v1/runs/{run}/events HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut text = Vec::new();
        while find(&text, b"\r\n\r\n").is_none() {
            ensure!(stream.read_buf(&mut text).await? > 0, "the server hung up");
        }
        ensure!(text.starts_with(b"HTTP/1.1 200"), "a stream was answered with {}", String::from_utf8_lossy(&text));
        Ok(Self { stream, text })
    }

    /// Reads until told to end.
    pub(super) async fn read(mut self, window: Arc<Window>, ending: CancellationToken) -> anyhow::Result<Seen> {
        let mut seen = Seen::default();
        let mut next_seq = 0;
        loop {
            // The chunks' lengths stand on lines of their own between the events and are passed over.
            let mut done = 0;
            while let Some(start) = find(&self.text[done..], b"data: ").map(|place| done + place + 6) {
                let Some(end) = find(&self.text[start..], b"\n\n").map(|place| start + place) else { break };
                let json = &self.text[start..end];
                // An event that a chunk's border runs through is put together again.
                let stamp: Stamp = match serde_json::from_slice(json) {
                    Ok(stamp) => stamp,
                    Err(_) => whole(json).context("an event that is none")?,
                };
                done = end + 2;
                seen.note(&stamp, next_seq, &window);
                next_seq = stamp.seq + 1;
            }
            self.text.drain(..done);
            tokio::select! {
                () = ending.cancelled() => return Ok(seen),
                read = self.stream.read_buf(&mut self.text) => if read? == 0 {
                    seen.ended_early += 1;
                    return Ok(seen);
                },
            }
        }
    }
}

/// The event without the border of a chunk inside it: `\r\n`, a length in hexadecimal digits, `\r\n`.
fn whole(json: &[u8]) -> Option<Stamp> {
    let start = find(json, b"\r\n")?;
    let end = start + 2 + find(&json[start + 2..], b"\r\n")? + 2;
    serde_json::from_slice(&[&json[..start], &json[end..]].concat()).ok()
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}
