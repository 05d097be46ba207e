//! A process that only works tells how it is where it is told to, and serves nothing else there.

use std::process::{Command, Stdio};
use std::time::Duration;

use http::Method;

use crate::common::Database;
use crate::metrics::{Measured, gauges};
use crate::program::Program;
use crate::{echo, end, told};

async fn a_worker_tells_how_it_is(database: Database) {
    let program = Program::new(database);
    let serving = program.serve_without_workers().await;
    let ada = program.customer().await;
    let (working, process) = program.work_and_tell().await;
    let ask = async |path: &str| process.ask(Method::GET, path).unjudged().send().await;
    assert_eq!(ask("/health/live").await.expect(200)["status"], "ok");
    assert_eq!(ask("/health/ready").await.expect(200)["status"], "ok");
    assert_eq!(ask("/health").await.expect(200)["parts"]["database"], true);

    for text in ["one", "two", "fail"] {
        let run = echo(&ada, text).await;
        ada.settled(&run).await;
    }
    // Each process measures what it did itself; what is read from the database is the same at both.
    let (worked, served) = (Measured::of(&process).await, Measured::of(&ada).await);
    worked.assert_of_the_tables();
    worked.assert_is("guildhall_runs_settled_total{agent=\"echo\",outcome=\"succeeded\"}", 2.0);
    worked.assert_is("guildhall_runs_settled_total{agent=\"echo\",outcome=\"failed\"}", 1.0);
    worked.assert_is("guildhall_microcredits_captured_total", 2e6);
    assert!(!served.has("guildhall_runs_settled_total") && !served.has("guildhall_microcredits_captured_total"));
    served.assert_is("guildhall_runs_started_total{agent=\"echo\"}", 3.0);
    assert!(!worked.has("guildhall_runs_started_total"));
    worked.assert_is("guildhall_agents_listed", served.value("guildhall_agents_listed"));
    for gauge in gauges(program.url.is_none()) {
        assert!(worked.has(gauge.name), "{} is not told", gauge.name);
    }

    // Nobody is served there, whoever asks.
    let token = ada.bearer.as_deref().expect("a token");
    for path in ["/", "/agents", "/api/v1/agents", "/api/v1/runs", "/api/openapi.json", "/ws", "/metrics/"] {
        let asking = process.with_bearer(token).ask(Method::GET, path).unjudged();
        asking.send().await.expect_problem(404, "not_found");
    }
    let asking = process.ask(Method::POST, "/api/v1/auth/token").unjudged();
    asking.body("application/json", "{}").send().await.expect_problem(404, "not_found");
    // A name that is not this machine's learns no more than that it lives.
    let misled = process.ask(Method::GET, "/metrics").header("host", "evil.example").unjudged();
    assert_eq!(misled.send().await.status, 421);
    end(working);
    end(serving);
    program.assert_verify_is_clean("after a worker that told how it is");
    program.database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_tells_how_it_is_on_sqlite() {
    a_worker_tells_how_it_is(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_tells_how_it_is_on_postgres() {
    a_worker_tells_how_it_is(Database::postgres().await).await;
}

/// Told to stop, it ends by itself, and its socket with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_is_told_to_stop_ends_with_its_probes() {
    let program = Program::new(Database::sqlite());
    let serving = program.serve_without_workers().await;
    let (mut working, process) = program.work_and_tell().await;
    let sent = Command::new("kill").args(["-TERM", &working.id().to_string()]).status();
    assert!(sent.expect("kill of procps").success());
    let mut ended = None;
    for _ in 0..400 {
        ended = working.try_wait().expect("a child");
        if ended.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert!(ended.expect("it ends within ten seconds").success(), "{}", program.log());
    assert!(process.ask(Method::GET, "/health/live").unjudged().try_send().await.is_err(), "nobody listens");
    end(serving);
}

#[test]
fn a_worker_listens_on_this_machine_only() {
    let program = Program::new(Database::sqlite());
    let mut command = program.command("worker");
    command.env("GUILDHALL_WORKER_ADDR", "0.0.0.0:0").stderr(Stdio::piped());
    let refused = command.output().expect("runs");
    assert!(!refused.status.success() && told(&refused).contains("GUILDHALL_WORKER_ADDR: 0.0.0.0:0"), "{refused:?}");
    assert!(!program.data().exists(), "nothing was made");
}
