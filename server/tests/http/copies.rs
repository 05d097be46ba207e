//! Two processes over one database: over PostgreSQL two copies, beside SQLite one that serves and one that works.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::Method;
use serde_json::json;
use store::{Scope, StoreError, queue};
use tempfile::TempDir;
use tokio::sync::Barrier;

use crate::common::runs::CREDIT;
use crate::common::sse::{Heard, assert_gapless};
use crate::common::{App, Client, Database, Options};

/// A copy that only serves, and one that works as well.
async fn with_two(database: Database, workers: usize, promise: impl AsyncFnOnce(&App, &App)) {
    let folder = TempDir::new().expect("a temporary folder");
    let serving = App::start(&database, folder.path(), Options { workers: 0, ..Options::default() }).await;
    let working = App::start(&database, folder.path(), Options { workers, ..Options::default() }).await;
    promise(&serving, &working).await;
    serving.assert_ledger_is_clean().await;
    serving.stop().await;
    working.stop().await;
    database.remove().await;
}

/// The same person at another copy.
fn at(app: &App, client: &Client) -> Client {
    app.visitor().with_bearer(client.bearer.as_deref().expect("a token"))
}

/// A run of the serving copy is worked on by the other one, which hears of it; its events are heard by the serving one as
/// they come, not all at once.
async fn a_run_is_worked_on_there_and_watched_here(serving: &App, _: &App) {
    let ada = serving.customer("ada").await;
    let id = ada.start(&json!({"text": "say", "steps": 20, "wait_ms": 100})).await;
    let mut listening = ada.listen(&id, None).await.expect("a stream");
    let (mut heard, mut arrivals): (Vec<Heard>, Vec<Instant>) = (Vec::new(), Vec::new());
    while let Some(event) = listening.next().await {
        heard.push(event);
        arrivals.push(Instant::now());
    }
    assert_gapless(&heard, 0);
    assert_eq!(heard.last().map(Heard::name), Some("run.settled"));
    // Looked for every two seconds, they would come in two or three bursts.
    let bursts = arrivals.windows(2).filter(|pair| pair[1] - pair[0] > Duration::from_millis(20)).count();
    assert!(bursts >= 6, "{bursts} bursts");
    assert_eq!(heard, ada.hear(&id, None).await);
    assert_eq!(ada.run(&id).await["status"], "succeeded");
}

async fn a_request_to_stop_reaches_the_other_copy(serving: &App, _: &App) {
    let ada = serving.customer("ada").await;
    let id = ada.start(&json!({"text": "a", "steps": 2, "wait_ms": 4_500})).await;
    ada.run_when(&id, Duration::from_secs(20), |run| run["status"] == "running").await;
    let asked = Instant::now();
    ada.ask(Method::POST, &format!("/api/v1/runs/{id}/cancel")).send().await.expect(200);
    let settled = ada.settled(&id).await;
    assert_eq!((&settled["status"], &settled["charged_microcredits"]), (&json!("cancelled"), &json!(0)));
    assert!(asked.elapsed() < Duration::from_secs(4), "it did not wait for the step's end");
}

async fn one_key_to_both_at_once_is_one_run(serving: &App, working: &App) {
    let ada = serving.customer("ada").await;
    let clients = [ada.clone(), at(working, &ada)];
    for round in 0..20 {
        let barrier = Arc::new(Barrier::new(10));
        let starts = (0..10).map(|number| {
            let (client, barrier) = (clients[number % 2].clone(), Arc::clone(&barrier));
            tokio::spawn(async move {
                let body = json!({"input": {"text": "a"}, "max_price_microcredits": CREDIT});
                barrier.wait().await;
                client.start_with("echo", &format!("round-{round}"), &body).await
            })
        });
        let answers: Vec<_> = futures::future::join_all(starts.collect::<Vec<_>>())
            .await
            .into_iter()
            .map(|answer| answer.expect("a start"))
            .collect();
        let ids: BTreeSet<String> = answers.iter().map(|answer| answer.json()["id"].to_string()).collect();
        assert_eq!(ids.len(), 1, "round {round}");
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1, "round {round}");
    }
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], 20);
    for _ in 0..400 {
        let balance = ada.get("/api/v1/credits/balance").await.expect(200);
        if balance["held_microcredits"] == 0 {
            assert_eq!(balance["posted_microcredits"], json!(80 * CREDIT), "each was charged once");
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("holds stay open");
}

macro_rules! on_both_with_two {
    ($workers:literal => $($promise:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                super::with_two(super::Database::sqlite(), $workers, super::$promise).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                super::with_two(super::Database::postgres().await, $workers, super::$promise).await;
            })*
        }
    };
}

on_both_with_two!(4 =>
    a_run_is_worked_on_there_and_watched_here,
    a_request_to_stop_reaches_the_other_copy,
    one_key_to_both_at_once_is_one_run,
);

/// Two copies with twelve workers each would take more than ten of one owner, if each counted for itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_owner_has_ten_runs_at_work_over_all_copies() {
    let database = Database::postgres().await;
    let folder = TempDir::new().expect("a temporary folder");
    let options = || Options { workers: 12, ..Options::default() };
    let first = App::start(&database, folder.path(), options()).await;
    let second = App::start(&database, folder.path(), options()).await;
    let ada = first.customer("ada").await;
    let mut ids = Vec::new();
    // Each works for longer than it takes to start ten, even where the machine is busy with other things.
    for _ in 0..25 {
        ids.push(ada.start(&json!({"text": "a", "steps": 1, "wait_ms": 1_500})).await);
    }
    let mut most = 0;
    loop {
        let depth = first.services.db().read(Scope::System, (), |conn, ()| Box::pin(queue::depth(conn)));
        let (queued, working): (u64, u64) = match depth.await {
            Ok(depth) => depth,
            Err(error) => panic!("{}", StoreError::to_string(&error)),
        };
        most = most.max(working);
        if queued + working == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(most, 10);
    for id in &ids {
        assert_eq!(ada.run(id).await["status"], "succeeded");
    }
    first.assert_ledger_is_clean().await;
    first.stop().await;
    second.stop().await;
    database.remove().await;
}

/// A ticket of one copy opens a socket at the other, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_is_good_at_every_copy() {
    with_two(Database::postgres().await, 1, async |serving: &App, working: &App| {
        let ada = serving.customer("ada").await;
        let ticket = ada.post("/api/v1/ws/ticket", &json!({})).await.expect(201);
        let path = format!("/ws?ticket={}", ticket["ticket"].as_str().expect("a ticket"));
        let token = format!("Bearer {}", ada.bearer.as_deref().expect("a token"));
        let headers = [("authorization", token.as_str())];
        let mut socket = crate::common::socket::open(working.address, &path, &headers).await.expect("opens");
        assert_eq!(socket.ask(&json!({"type": "ping"})).await["type"], "pong");
        assert_eq!(crate::common::socket::open(serving.address, &path, &headers).await.err(), Some(403));
    })
    .await;
}
