//! `bench streams`: many readers of one run's events, some of whom never read, and senders of slow headers, while others use
//! the server as usual.
//!
//! 1. The usual requests alone.
//! 2. Readers of a run that says nothing for a while: what an idle connection costs in memory.
//! 3. Readers of a busy run and slow senders, and the usual requests beside them. Each reader checks that no number is left
//!    out or comes twice; of the events that were stored while the others were measured, also that every reader got the same,
//!    and how long after it was stored each arrived. An event's time is taken before it is synced, so the sync is in it.

mod reader;
mod slow;
mod usual;
mod window;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use futures::future::join_all;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use self::reader::{Reader, Seen};
use self::window::Window;
use crate::clock::percentile;
use crate::runs::Client;

/// Connections that are opened at once, so that the system's queue of new ones does not overflow.
const AT_ONCE: usize = 64;
/// A pause after which what was opened or closed has settled in the server's memory, and what was sent has arrived.
const SETTLE: Duration = Duration::from_secs(2);
/// How long a step of the busy run takes. It tells three events, and is synced twice: fifty events a second.
const STEP_MS: u32 = 55;
/// The runs have five minutes, all parts together.
const MOST_SECONDS: u64 = 120;

/// Options of `bench streams`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where the server listens.
    #[arg(long)]
    address: SocketAddr,
    /// What `bench fund` printed.
    #[arg(long)]
    tokens: PathBuf,
    /// The server's process, whose memory is looked at.
    #[arg(long)]
    server: u32,
    /// Readers of the busy run.
    #[arg(long, default_value_t = 1_000)]
    readers: usize,
    /// How many of a hundred never read.
    #[arg(long, default_value_t = 5)]
    still_percent: usize,
    /// Senders of slow headers.
    #[arg(long, default_value_t = 2_000)]
    slow: usize,
    /// Readers of the quiet run.
    #[arg(long, default_value_t = 2_000)]
    idle: usize,
    /// How long each part takes.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
}

#[derive(Deserialize)]
struct Funded {
    tokens: Vec<String>,
}

/// Measures all parts.
pub(crate) async fn run(args: Args) -> anyhow::Result<String> {
    ensure!(args.seconds <= MOST_SECONDS, "at most {MOST_SECONDS} seconds");
    let funded: Funded = serde_json::from_slice(&std::fs::read(&args.tokens)?)?;
    let [owner, others @ ..] = funded.tokens.as_slice() else { anyhow::bail!("no customers") };
    ensure!(!others.is_empty(), "at least two customers are needed");
    let (time, others): (Duration, Arc<[String]>) = (Duration::from_secs(args.seconds), others.into());
    let rest = json!({ "rss_kib": rss(args.server)? });
    let alone = usual::measure(args.address, &others, time).await?;

    let quiet = start(args.address, owner, "quiet", 200, 5_000).await?;
    let before = rss(args.server)?;
    let idle = open(args.address, owner, &quiet, args.idle).await?;
    tokio::time::sleep(SETTLE).await;
    let with_idle = rss(args.server)?;
    drop(idle);
    cancel(args.address, owner, &quiet).await?;
    tokio::time::sleep(SETTLE).await;

    let busy = start(args.address, owner, "busy", 100_000, STEP_MS).await?;
    let still = args.readers * args.still_percent / 100;
    let standing = open(args.address, owner, &busy, still).await?;
    let (window, ending) = (Arc::new(Window::default()), CancellationToken::new());
    let mut readers = Vec::with_capacity(args.readers);
    while readers.len() < args.readers - still {
        let count = AT_ONCE.min(args.readers - still - readers.len());
        // They read from the moment they are there.
        for reader in open(args.address, owner, &busy, count).await? {
            readers.push(tokio::spawn(reader.read(Arc::clone(&window), ending.clone())));
        }
    }
    let senders: Vec<_> =
        (0..args.slow).map(|number| tokio::spawn(slow::send(args.address, number, ending.clone()))).collect();
    tokio::time::sleep(SETTLE).await;
    window.begin();
    let beside = usual::measure(args.address, &others, time).await?;
    window.end();
    let loaded = rss(args.server)?;
    tokio::time::sleep(SETTLE).await;
    ending.cancel();
    let mut seen = Vec::with_capacity(readers.len());
    for reader in join_all(readers).await {
        seen.push(reader??);
    }
    let mut seen = Seen::of_all(seen);
    let dropped = join_all(senders).await.into_iter().map(|count| count.unwrap_or(0)).sum::<u64>();
    drop(standing);
    cancel(args.address, owner, &busy).await?;
    Ok(json!({
        "rest": rest,
        "alone": alone,
        "beside": beside,
        "idle": { "count": args.idle, "rss_kib_before": before, "rss_kib": with_idle },
        "events": {
            "count": seen.lags.len(), "lost": seen.lost, "repeated": seen.repeated, "ended_early": seen.ended_early,
            "told": seen.told, "seconds": window.seconds(),
            "lag_us": {
                "p50": percentile(&mut seen.lags, 500), "p99": percentile(&mut seen.lags, 990),
                "most": percentile(&mut seen.lags, 1_000),
            },
        },
        "slow_dropped": dropped,
        "loaded_rss_kib": loaded,
    })
    .to_string())
}

async fn open(address: SocketAddr, token: &str, run: &str, count: usize) -> anyhow::Result<Vec<Reader>> {
    let mut readers = Vec::with_capacity(count);
    while readers.len() < count {
        let now = AT_ONCE.min(count - readers.len());
        let opened = join_all((0..now).map(|_| Reader::open(address, token, run))).await;
        readers.extend(opened.into_iter().collect::<anyhow::Result<Vec<_>>>()?);
    }
    Ok(readers)
}

/// Starts an echo that takes long.
async fn start(address: SocketAddr, token: &str, key: &str, steps: u32, wait_ms: u32) -> anyhow::Result<String> {
    let mut client = Client::connect(address).await?;
    let input = json!({ "text": "hello", "steps": steps, "wait_ms": wait_ms });
    let body = json!({ "input": input, "max_price_microcredits": 1_000_000 }).to_string();
    let (status, answer) = client.post("/api/v1/agents/echo/runs", token, key, &body).await?;
    ensure!(status == 201, "a start was answered with {status}: {}", String::from_utf8_lossy(&answer));
    let run: Value = serde_json::from_slice(&answer)?;
    Ok(run["id"].as_str().context("no id")?.to_owned())
}

async fn cancel(address: SocketAddr, token: &str, run: &str) -> anyhow::Result<()> {
    let mut client = Client::connect(address).await?;
    let (status, _) = client.post(&format!("/api/v1/runs/{run}/cancel"), token, "cancel", "{}").await?;
    ensure!(status == 200, "a request to stop was answered with {status}");
    Ok(())
}

/// What a process has in memory, in KiB (see `man 5 proc_pid_status`).
fn rss(process: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    line.trim().trim_end_matches("kB").trim().parse().context("VmRSS is no number")
}
