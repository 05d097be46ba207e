//! `bench runs`: paid runs over HTTP, from the first request to the last settlement.

mod client;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use futures::future::try_join_all;
use serde::Deserialize;
use serde_json::json;

pub(crate) use self::client::Client;
use crate::clock::{Rate, percentile};

/// Asked this often whether everything is settled: seldom enough to cost nothing.
const LOOK: Duration = Duration::from_millis(100);
const BODY: &str = r#"{"input":{"text":"hello","steps":0},"max_price_microcredits":1000000}"#;

/// Options of `bench runs`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where the server listens.
    #[arg(long)]
    address: SocketAddr,
    /// What `bench fund` printed.
    #[arg(long)]
    tokens: PathBuf,
    /// How many runs.
    #[arg(long, default_value_t = 20_000)]
    runs: usize,
    /// Connections, each with one request under way.
    #[arg(long, default_value_t = 128)]
    connections: usize,
}

#[derive(Deserialize)]
struct Funded {
    tokens: Vec<String>,
}

#[derive(Deserialize)]
struct Credits {
    held_microcredits: i64,
}

/// Starts them all, waits for the end of the last.
pub(crate) async fn run(args: Args) -> anyhow::Result<String> {
    let funded: Funded = serde_json::from_slice(&std::fs::read(&args.tokens)?)?;
    let (next, runs, address) = (Arc::new(AtomicUsize::new(0)), args.runs, args.address);
    let tokens: Arc<[String]> = funded.tokens.into();
    let began = Instant::now();
    let starting = (0..args.connections).map(|_| {
        let (next, tokens) = (Arc::clone(&next), Arc::clone(&tokens));
        tokio::spawn(async move {
            let mut client = Client::connect(address).await?;
            let mut taken = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= runs {
                    return anyhow::Ok(taken);
                }
                let asked = Instant::now();
                let token = &tokens[number % tokens.len()];
                let (status, body) =
                    client.post("/api/v1/agents/echo/runs", token, &format!("run-{number}"), BODY).await?;
                ensure!(status == 201, "a start was answered with {status}: {}", String::from_utf8_lossy(&body));
                taken.push(asked.elapsed());
            }
        })
    });
    let mut taken = try_join_all(starting).await?.into_iter().collect::<anyhow::Result<Vec<_>>>()?.concat();
    let accepted = Rate::since(began, runs as u64);
    settled(address, &tokens).await?;
    let settled = Rate::since(began, runs as u64);
    let latency = json!({ "p50": percentile(&mut taken, 500), "p99": percentile(&mut taken, 990) });
    Ok(json!({ "accepted": accepted, "settled": settled, "start_us": latency }).to_string())
}

/// Waits until no customer has anything held: then every run has ended.
async fn settled(address: SocketAddr, tokens: &[String]) -> anyhow::Result<()> {
    let mut client = Client::connect(address).await?;
    for token in tokens {
        loop {
            let (status, body) = client.get("/api/v1/credits/balance", token).await?;
            ensure!(status == 200, "a balance was answered with {status}");
            let credits: Credits = serde_json::from_slice(&body)?;
            if credits.held_microcredits == 0 {
                break;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
    Ok(())
}
