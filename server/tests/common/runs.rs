//! Runs: starting them and waiting for their end.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use http::Method;
use serde_json::{Value, json};

use super::client::{Answer, Client};

/// A credit in micro-credits.
pub(crate) const CREDIT: i64 = 1_000_000;

/// A fresh idempotency key.
pub(crate) fn fresh_key() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("key-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

impl Client {
    /// Starts `slug` with this body under this key.
    pub(crate) async fn start_with(&self, slug: &str, key: &str, body: &Value) -> Answer {
        let path = format!("/api/v1/agents/{slug}/runs");
        self.ask(Method::POST, &path).header("idempotency-key", key).json(body).send().await
    }

    /// Starts an echo of `input` and gives its id.
    pub(crate) async fn start(&self, input: &Value) -> String {
        let body = json!({"input": input, "max_price_microcredits": CREDIT});
        let run = self.start_with("echo", &fresh_key(), &body).await.expect(201);
        run["id"].as_str().expect("an id").to_owned()
    }

    pub(crate) async fn run(&self, id: &str) -> Value {
        self.get(&format!("/api/v1/runs/{id}")).await.expect(200)
    }

    /// The run once it is settled.
    pub(crate) async fn settled(&self, id: &str) -> Value {
        self.settled_within(id, Duration::from_secs(40)).await
    }

    /// The run once it is settled, which may take long.
    pub(crate) async fn settled_within(&self, id: &str, limit: Duration) -> Value {
        self.run_when(id, limit, |run| !run["charged_microcredits"].is_null()).await
    }

    /// The run once it is as `is_so` says.
    pub(crate) async fn run_when(&self, id: &str, limit: Duration, is_so: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        while begun.elapsed() < limit {
            let run = self.run(id).await;
            if is_so(&run) {
                return run;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the run never got there: {}", self.run(id).await);
    }
}
