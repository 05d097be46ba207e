//! A reader of Server-Sent Events that costs little.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use domain::run::Event;
use service::clock::Clock;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;

/// What the system keeps for a reader: little, so that one who stands still is felt by the server.
const RECEIVE: u32 = 16 * 1024;

/// An open stream.
pub(super) struct Reader {
    stream: TcpStream,
    text: Vec<u8>,
}

/// What readers saw.
#[derive(Default)]
pub(super) struct Seen {
    /// From the storing of each event to its arrival.
    pub(super) lags: Vec<Duration>,
    pub(super) lost: u64,
    pub(super) repeated: u64,
    pub(super) ended_early: u64,
}

impl Seen {
    pub(super) fn add(&mut self, other: Self) {
        self.lags.extend(other.lags);
        self.lost += other.lost;
        self.repeated += other.repeated;
        self.ended_early += other.ended_early;
    }
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
    pub(super) async fn read(mut self, ending: CancellationToken) -> anyhow::Result<Seen> {
        let mut seen = Seen::default();
        let mut next_seq = 0;
        loop {
            // The chunks' lengths stand on lines of their own between the events and are passed over.
            while let Some(start) = find(&self.text, b"data: ") {
                let Some(end) = find(&self.text[start..], b"\n\n") else { break };
                let json = &self.text[start + 6..start + end];
                // An event that a chunk's border runs through is put together again.
                let event: Event = match serde_json::from_slice(json) {
                    Ok(event) => event,
                    Err(_) => whole(json).context("an event that is none")?,
                };
                self.text.drain(..start + end + 2);
                let lag = Clock::System.now().since(event.at).0;
                seen.lags.push(Duration::from_micros(lag.max(0).unsigned_abs()));
                seen.lost += event.seq.saturating_sub(next_seq);
                seen.repeated += u64::from(event.seq < next_seq);
                next_seq = event.seq + 1;
            }
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
fn whole(json: &[u8]) -> Option<Event> {
    let start = find(json, b"\r\n")?;
    let end = start + 2 + find(&json[start + 2..], b"\r\n")? + 2;
    serde_json::from_slice(&[&json[..start], &json[end..]].concat()).ok()
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}
