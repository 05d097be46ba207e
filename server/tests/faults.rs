//! What the machine does to the real program: a full disk, a database that goes away. Both are told as 503, cost nobody
//! anything, and are over by themselves when the cause is.

#[expect(dead_code, unused_imports, unused_macros, reason = "the HTTP tests use the rest of it")]
mod common;
#[expect(dead_code, reason = "the tests of kills use the rest of it")]
#[path = "common/program.rs"]
mod program;

use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use common::runs::CREDIT;
use common::{Answer, Client, Database};
use http::Method;
use program::Program;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};

async fn start(ada: &Client, key: &str) -> Answer {
    let body = json!({"input": {"text": key}, "max_price_microcredits": CREDIT});
    let asking = ada.ask(Method::POST, "/api/v1/agents/echo/runs").header("idempotency-key", key);
    asking.json(&body).send().await
}

/// Starts until it works again; the same key each time, so that it happens once.
async fn start_at_last(ada: &Client, key: &str) -> Answer {
    for _ in 0..60 {
        let answer = start(ada, key).await;
        if answer.status != 503 {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    panic!("it does not recover");
}

/// Files may not grow beyond `bytes`: to the program it is a full disk.
fn limit_files(process: u32, bytes: &str) {
    let limited =
        Command::new("prlimit").args(["--pid", &process.to_string(), &format!("--fsize={bytes}:unlimited")]).status();
    assert!(limited.expect("prlimit of util-linux").success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_over_by_itself() {
    let program = Program::new(Database::sqlite());
    let mut child = program.serve_without_file_signal().await;
    let ada = program.customer().await;
    start(&ada, "before").await.expect(201);
    limit_files(child.id(), "1");
    let refused = start(&ada, "full").await;
    refused.expect_problem(503, "database_away");
    assert!(refused.header("retry-after").is_some());
    ada.get("/api/v1/agents").await.expect(200);
    ada.get("/api/v1/credits/balance").await.expect(200);
    limit_files(child.id(), "unlimited");
    let run = start_at_last(&ada, "full").await.json();
    ada.settled_within(run["id"].as_str().expect("an id"), Duration::from_mins(1)).await;
    assert_eq!(ada.available().await, 98 * CREDIT);
    child.kill().expect("SIGKILL");
    child.wait().expect("it is gone");
    program.assert_verify_is_clean("after the disk was full");
}

/// Stands between the program and its database, and can be cut.
struct Line {
    address: SocketAddr,
    is_cut: Arc<AtomicBool>,
}

impl Line {
    async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let line = Self { address: listener.local_addr().expect("an address"), is_cut: Arc::default() };
        let is_cut = Arc::clone(&line.is_cut);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, server, Arc::clone(&is_cut)));
            }
        });
        line
    }
}

async fn carry(mut client: TcpStream, server: SocketAddr, is_cut: Arc<AtomicBool>) {
    let cut = async {
        while !is_cut.load(Ordering::Acquire) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let carried = async {
        if let Ok(mut server) = TcpStream::connect(server).await {
            // However it ends, both sides are closed.
            _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
        }
    };
    tokio::select! { () = cut => {}, () = carried => {} }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_goes_away_is_told_and_taken_up_again() {
    let mut program = Program::new(Database::postgres().await);
    let url = program.url.clone().expect("a URL");
    let server = url.split('@').nth(1).and_then(|rest| rest.split('/').next()).expect("host and port").to_owned();
    let line = Line::to(server.parse().expect("an address")).await;
    program.url = Some(url.replacen(&server, &line.address.to_string(), 1));
    let mut child = program.serve().await;
    let ada = program.customer().await;
    start(&ada, "before").await.expect(201);
    line.is_cut.store(true, Ordering::Release);
    let refused = start(&ada, "away").await;
    assert_eq!(refused.status, 503, "{}", refused.text());
    assert_eq!(ada.ask(Method::GET, "/health/ready").unjudged().send().await.status, 503);
    // The catalogue is in memory; who asks is not, so it is asked without a token.
    program.client().get("/api/v1/agents").await.expect(200);
    line.is_cut.store(false, Ordering::Release);
    let run = start_at_last(&ada, "away").await.json();
    ada.settled_within(run["id"].as_str().expect("an id"), Duration::from_mins(2)).await;
    assert_eq!(ada.available().await, 98 * CREDIT);
    child.kill().expect("SIGKILL");
    child.wait().expect("it is gone");
    program.url = Some(url);
    program.assert_verify_is_clean("after the database was away");
    program.database.remove().await;
}
