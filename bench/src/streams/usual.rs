//! What others do meanwhile: a list, a balance, a run, each after a short pause, as people do.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use futures::future::try_join_all;
use serde_json::{Value, json};

use crate::clock::percentile;
use crate::runs::Client;

/// People at once.
const PEOPLE: usize = 8;
const PAUSE: Duration = Duration::from_millis(10);

/// The latencies of each kind of request over that time.
pub(super) async fn measure(address: SocketAddr, tokens: &Arc<[String]>, time: Duration) -> anyhow::Result<Value> {
    static ROUND: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let round = ROUND.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let people = (0..PEOPLE).map(|person| {
        let tokens = Arc::clone(tokens);
        tokio::spawn(async move {
            let token = &tokens[person % tokens.len()];
            let mut client = Client::connect(address).await?;
            let mut taken: [Vec<Duration>; 3] = Default::default();
            let began = Instant::now();
            for number in 0.. {
                if began.elapsed() >= time {
                    break;
                }
                for (kind, taken) in taken.iter_mut().enumerate() {
                    let asked = Instant::now();
                    let (status, body) = match kind {
                        0 => client.get("/api/v1/agents", token).await?,
                        1 => client.get("/api/v1/credits/balance", token).await?,
                        _ => {
                            let body = r#"{"input":{"text":"hello","steps":1},"max_price_microcredits":1000000}"#;
                            let key = format!("usual-{round}-{person}-{number}");
                            client.post("/api/v1/agents/echo/runs", token, &key, body).await?
                        }
                    };
                    ensure!(status < 300, "{status}: {}", String::from_utf8_lossy(&body));
                    taken.push(asked.elapsed());
                    tokio::time::sleep(PAUSE).await;
                }
            }
            Ok(taken)
        })
    });
    let mut all: [Vec<Duration>; 3] = Default::default();
    for person in try_join_all(people).await? {
        for (all, own) in all.iter_mut().zip(person?) {
            all.extend(own);
        }
    }
    let mut told = serde_json::Map::new();
    for (name, taken) in ["list", "balance", "start"].into_iter().zip(&mut all) {
        let latencies = json!({
            "count": taken.len(), "p50": percentile(taken, 500), "p99": percentile(taken, 990),
            "most": percentile(taken, 1_000),
        });
        told.insert(name.to_owned(), latencies);
    }
    Ok(Value::Object(told))
}
