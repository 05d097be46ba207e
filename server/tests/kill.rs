//! The real program, killed again and again while it works: nothing is lost, nothing is charged twice.
//!
//! A process is started, runs are started, and at a random moment it gets SIGKILL. In the end every start that was
//! answered is there, every start that was not is repeated under its key, every run is over, each with its events in a
//! row, its steps worked once and charged once, and `guildhall verify` finds no fault. So it is with two processes over one
//! PostgreSQL, of which now one and now the other is killed, while a reader goes from whichever died to the other. The seed is printed;
//! `GUILDHALL_TEST_SEED` repeats it.

#[expect(dead_code, unused_imports, unused_macros, reason = "the HTTP tests use the rest of it")]
mod common;
#[expect(dead_code, reason = "the tests of other faults use the rest of it")]
#[path = "common/program.rs"]
mod program;

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

use common::runs::CREDIT;
use common::sse::assert_gapless;
use common::{Client, Database};
use http::Method;
use program::Program;
use serde_json::{Value, json};

/// Marsaglia's xorshift (<https://www.jstatsoft.org/article/view/v008i14>): enough to pick moments.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let given = std::env::var("GUILDHALL_TEST_SEED").ok().and_then(|text| text.parse().ok());
        let seed = given.unwrap_or_else(|| RandomState::new().build_hasher().finish()).max(1);
        tell(&format!("GUILDHALL_TEST_SEED={seed}"));
        Self(seed)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

#[expect(clippy::print_stderr, reason = "a failure is repeated by the seed that stands above it")]
fn tell(what: &str) {
    eprintln!("{what}");
}

/// A start: its key, what it asks for, and the run's id once an answer came.
struct Start {
    key: String,
    body: Value,
    id: Option<String>,
}

/// Asks for it; whether an answer came is not sure.
async fn attempt(ada: &Client, start: &mut Start) {
    let path = "/api/v1/agents/echo/runs";
    let asking = ada.ask(Method::POST, path).header("idempotency-key", &start.key).json(&start.body);
    let Ok(answer) = asking.try_send().await else { return };
    if answer.status == 503 {
        return;
    }
    let run = answer.json();
    assert!(matches!(answer.status, 200 | 201), "{run}");
    let id = run["id"].as_str().expect("an id").to_owned();
    assert!(start.id.as_ref().is_none_or(|known| *known == id), "the key {} gave another run", start.key);
    start.id = Some(id);
}

/// Kills it `kills` times; `pause` is the longest time between a start and a kill, in milliseconds.
async fn torture(database: Database, kills: u32, per_round: u64, pause: u64) {
    let program = Program::new(database);
    let mut chance = Chance::new();
    let mut child = program.serve().await;
    let ada = program.customer().await;
    let mut starts: Vec<Start> = Vec::new();
    for round in 0..kills {
        let (begun, kill_at) = (tokio::time::Instant::now(), Duration::from_millis(chance.below(pause)));
        let mut fresh: Vec<Start> = (0..=chance.below(per_round))
            .map(|number| {
                let (steps, wait) = (2 + chance.below(7), 5 + chance.below(60));
                let input = json!({"text": format!("{round}-{number}"), "steps": steps, "wait_ms": wait});
                let body = json!({"input": input, "max_price_microcredits": CREDIT});
                Start { key: format!("{round}-{number}"), body, id: None }
            })
            .collect();
        let asking = async {
            for start in &mut fresh {
                attempt(&ada, start).await;
            }
            // Starts of before, repeated while the end is near.
            for start in starts.iter_mut().rev().take(3) {
                attempt(&ada, start).await;
            }
            std::future::pending::<()>().await;
        };
        // Cut short wherever it stands, as the program is.
        let left = kill_at.saturating_sub(begun.elapsed());
        _ = tokio::time::timeout(left, asking).await;
        child.kill().expect("SIGKILL");
        child.wait().expect("it is gone");
        starts.extend(fresh);
        if round % 10 == 9 {
            program.assert_verify_is_clean(&format!("after kill {}", round + 1));
        }
        child = program.serve().await;
    }
    judge(&ada, &mut starts).await;
    child.kill().expect("SIGKILL");
    child.wait().expect("it is gone");
    program.assert_verify_is_clean("in the end");
    program.database.remove().await;
}

/// Everything that must hold in the end.
async fn judge(ada: &Client, starts: &mut [Start]) {
    let (mut charged, mut succeeded) = (0, 0);
    for start in starts.iter_mut() {
        for _ in 0..20 {
            attempt(ada, start).await;
            if start.id.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        let id = start.id.clone().unwrap_or_else(|| panic!("the start {} is lost", start.key));
        // A run of a process that died may have to wait until its lease runs out, three times at most.
        let run = ada.settled_within(&id, Duration::from_secs(150)).await;
        let heard = ada.hear(&id, None).await;
        assert_gapless(&heard, 0);
        let count = |name: &str| heard.iter().filter(|heard| heard.name() == name).count();
        assert_eq!(heard.last().map(common::sse::Heard::name), Some("run.settled"), "{run}");
        assert_eq!((count("run.queued"), count("run.settled")), (1, 1), "{run}");
        let mut worked: Vec<&Value> = heard
            .iter()
            .filter(|heard| heard.name() == "step.completed")
            .map(|heard| &heard.event["data"]["key"])
            .collect();
        let all = worked.len();
        worked.sort_by_key(ToString::to_string);
        worked.dedup();
        assert_eq!(worked.len(), all, "a finished step was worked again: {run}");
        let fee = run["charged_microcredits"].as_i64().expect("a number");
        if run["status"] == "succeeded" {
            succeeded += 1;
            assert_eq!(fee, CREDIT, "{run}");
            assert_eq!(run["output"]["text"], start.body["input"]["text"]);
            assert_eq!(Some(all as u64), start.body["input"]["steps"].as_u64(), "{run}");
            let files = ada.get(&format!("/api/v1/runs/{id}/artifacts")).await.expect(200);
            assert_eq!(files["data"].as_array().map(Vec::len), Some(all), "{run}");
        } else {
            // Three workers died at it: given up, free of charge.
            assert_eq!((&run["status"], fee), (&json!("failed"), 0), "{run}");
            assert!(count("run.started") >= 3, "{run}");
        }
        charged += fee;
    }
    tell(&format!("{} runs, {succeeded} succeeded", starts.len()));
    assert!(succeeded * 2 > starts.len(), "most runs survive: {succeeded} of {}", starts.len());
    assert_eq!(ada.get("/api/v1/runs").await.expect(200)["total"], starts.len());
    assert_eq!(ada.available().await, 100 * CREDIT - charged);
    let statement = ada.get("/api/v1/credits/transactions").await.expect(200);
    assert_eq!(statement["total"], succeeded + 1, "one charge per run that succeeded, and the welcome");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_charged_twice_on_sqlite() {
    torture(Database::sqlite(), 30, 3, 900).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_charged_twice_on_postgres() {
    torture(Database::postgres().await, 8, 3, 1_500).await;
}

/// A run that branches is killed over and over while it takes over and works: it gives what it would have given, tells each
/// step once and is charged once.
async fn a_branch_is_killed(database: Database) {
    let program = Program::new(database);
    let mut chance = Chance::new();
    let mut child = program.serve().await;
    let ada = program.customer().await;
    let input = |steps: u64| json!({"text": "say it", "steps": steps, "wait_ms": 120});
    let origin = ada.start(&input(4)).await;
    ada.settled_within(&origin, Duration::from_mins(1)).await;
    let body = json!({
        "input": input(12), "max_price_microcredits": CREDIT, "branch_from": {"run": origin, "step": "echo-4"},
    });
    let mut start = Start { key: "branch".to_owned(), body, id: None };
    for _ in 0..2 {
        let wait = Duration::from_millis(chance.below(1_200));
        _ = tokio::time::timeout(wait, async {
            attempt(&ada, &mut start).await;
            std::future::pending::<()>().await;
        })
        .await;
        child.kill().expect("SIGKILL");
        child.wait().expect("it is gone");
        child = program.serve().await;
    }
    for _ in 0..20 {
        attempt(&ada, &mut start).await;
    }
    let id = start.id.expect("started");
    let run = ada.settled_within(&id, Duration::from_secs(150)).await;
    assert_eq!((&run["status"], &run["charged_microcredits"]), (&json!("succeeded"), &json!(CREDIT)), "{run}");
    assert_eq!(run["output"], json!({"text": "say it"}));
    let heard = ada.hear(&id, None).await;
    assert_gapless(&heard, 0);
    let ended = heard.iter().filter(|heard| heard.name() == "step.completed");
    let ended: Vec<(&Value, bool)> =
        ended.map(|heard| (&heard.event["data"]["key"], heard.event["data"]["reuse"] == "taken_over")).collect();
    let expected: Vec<(Value, bool)> = (1..=12).map(|number| (json!(format!("echo-{number}")), number <= 4)).collect();
    assert_eq!(ended, expected.iter().map(|(key, is_taken)| (key, *is_taken)).collect::<Vec<_>>());
    let files = ada.get(&format!("/api/v1/runs/{id}/artifacts")).await.expect(200);
    assert_eq!(files["data"].as_array().map(Vec::len), Some(12), "{files}");
    assert_eq!(ada.available().await, 98 * CREDIT, "two runs, one charge each");
    child.kill().expect("SIGKILL");
    child.wait().expect("it is gone");
    program.assert_verify_is_clean("in the end");
    program.database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_branch_gives_the_same_on_sqlite() {
    a_branch_is_killed(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_branch_gives_the_same_on_postgres() {
    a_branch_is_killed(Database::postgres().await).await;
}

/// Reads a run to its end, at whichever copy answers: from the one that dies it goes on to the other.
async fn follow(copies: [Client; 2], id: String) -> (Vec<common::sse::Heard>, usize) {
    let (mut heard, mut breaks): (Vec<common::sse::Heard>, usize) = (Vec::new(), 0);
    for client in copies.iter().cycle() {
        let last = heard.last().map(|last| last.id);
        match client.try_listen(&id, last).await {
            Ok(None) => return (heard, breaks),
            Ok(Some(mut listening)) => {
                while let Ok(Some(event)) = listening.try_next().await {
                    heard.push(event);
                }
                if heard.last().is_some_and(|last| last.name() == "run.settled") {
                    return (heard, breaks);
                }
                breaks += 1;
            }
            // It is being started again.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    (heard, breaks)
}

/// Kills either copy, `kills` times in all, while both work.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn either_of_two_copies_may_die() {
    let first = Program::new(Database::postgres().await);
    let programs = [first.beside(), first];
    let mut chance = Chance::new();
    let mut children = [programs[0].serve().await, programs[1].serve().await];
    let ada = programs[0].customer().await;
    let copies = [ada.clone(), programs[1].client().with_bearer(ada.bearer.as_deref().expect("a token"))];
    let (mut starts, mut readers): (Vec<Start>, Vec<_>) = (Vec::new(), Vec::new());
    for round in 0..6 {
        for number in 0..4 {
            let input = json!({"text": format!("{round}-{number}"), "steps": 12, "wait_ms": 60});
            let body = json!({"input": input, "max_price_microcredits": CREDIT});
            let mut start = Start { key: format!("{round}-{number}"), body, id: None };
            attempt(&copies[number % 2], &mut start).await;
            if let Some(id) = &start.id {
                let mut order = copies.clone();
                order.rotate_left(number / 2);
                readers.push(tokio::spawn(follow(order, id.clone())));
            }
            starts.push(start);
        }
        tokio::time::sleep(Duration::from_millis(200 + chance.below(700))).await;
        let dies = usize::try_from(chance.below(2)).expect("0 or 1");
        children[dies].kill().expect("SIGKILL");
        children[dies].wait().expect("it is gone");
        // What the other one serves meanwhile is whole.
        copies[1 - dies].get("/api/v1/credits/balance").await.expect(200);
        children[dies] = programs[dies].serve().await;
    }
    judge(&copies[1], &mut starts).await;
    let mut breaks = 0;
    for reader in readers {
        let (heard, broke) = tokio::time::timeout(Duration::from_mins(1), reader).await.expect("ends").expect("reads");
        assert_gapless(&heard, 0);
        assert_eq!(heard.last().map(common::sse::Heard::name), Some("run.settled"));
        breaks += broke;
    }
    assert!(breaks > 0, "no reader ever had to go to the other copy");
    for child in &mut children {
        child.kill().expect("SIGKILL");
        child.wait().expect("it is gone");
    }
    programs[0].assert_verify_is_clean("in the end");
    programs[0].database.remove().await;
}

/// `guildhall worker` works on what another process serves, and may be killed at it.
async fn work_apart(database: Database) {
    let program = Program::new(database);
    let mut serving = program.serve_without_workers().await;
    let ada = program.customer().await;
    let body =
        |text: &str| json!({"input": {"text": text, "steps": 10, "wait_ms": 200}, "max_price_microcredits": CREDIT});
    let id = |run: &Value| run["id"].as_str().expect("an id").to_owned();
    let first = id(&ada.start_with("echo", "first", &body("first")).await.expect(201));
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(ada.run(&first).await["status"], "queued", "nobody works yet");
    let mut working = program.work();
    let limit = Duration::from_secs(100);
    ada.run_when(&first, limit, |run| run["status"] == "running").await;
    working.kill().expect("SIGKILL");
    working.wait().expect("it is gone");
    let second = id(&ada.start_with("echo", "second", &body("second")).await.expect(201));
    let mut working = program.work();
    for run in [&first, &second] {
        assert_eq!(ada.settled_within(run, limit).await["status"], "succeeded");
        assert_gapless(&ada.hear(run, None).await, 0);
    }
    assert_eq!(ada.available().await, 98 * CREDIT);
    for child in [&mut working, &mut serving] {
        child.kill().expect("SIGKILL");
        child.wait().expect("it is gone");
    }
    program.assert_verify_is_clean("in the end");
    program.database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_apart_works_for_who_serves_on_sqlite() {
    work_apart(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_apart_works_for_who_serves_on_postgres() {
    work_apart(Database::postgres().await).await;
}

/// A worker notes its active time each time it renews its lease, every ten seconds: killed after that, the run has what is
/// left of its limit, and not all of it again. Without it, a run could be kept at work for ever by killing its workers.
async fn noted_time_counts(database: Database) {
    const NOTED: &str = "SELECT active_us FROM runs";
    const LIMIT: u64 = 14;
    let mut program = Program::new(database);
    // The echo of the other tests has ten seconds: as long as it takes until the first note.
    let agents = tempfile::TempDir::new().expect("a temporary folder");
    let folder = agents.path().join("echo");
    std::fs::create_dir(&folder).expect("a folder");
    let manifest = std::fs::read_to_string(common::app::agents().join("echo/agent.toml")).expect("a manifest");
    let manifest = manifest.replace("timeout_seconds = 10", &format!("timeout_seconds = {LIMIT}"));
    std::fs::write(folder.join("agent.toml"), manifest).expect("a manifest");
    program.agents = Some(agents.path().to_owned());
    let mut child = program.serve().await;
    let ada = program.customer().await;
    let run = ada.start(&json!({"text": "long", "steps": 12, "wait_ms": 5_000})).await;
    ada.run_when(&run, Duration::from_secs(10), |run| run["status"] == "running").await;
    let db = store::Db::open(&program.location()).await.expect("opens beside it");
    let begun = std::time::Instant::now();
    let noted = loop {
        let noted = store::testing::number(&db, NOTED).await.expect("reads");
        if noted > 0 {
            break noted;
        }
        assert!(begun.elapsed() < Duration::from_secs(13), "no active time is noted");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    child.kill().expect("SIGKILL");
    child.wait().expect("it is gone");
    assert!((10_000_000..12_000_000).contains(&noted), "{noted}");
    assert_eq!(
        store::testing::number(&db, NOTED).await.expect("reads"),
        noted,
        "what was noted is there after the kill"
    );
    let mut child = program.serve().await;
    // With PostgreSQL the lease has to run out first; then a new worker has it.
    for _ in 0..1_200 {
        if store::testing::number(&db, "SELECT attempt FROM runs").await.expect("reads") > 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    db.close().await;
    let resumed = std::time::Instant::now();
    let over = ada.settled_within(&run, Duration::from_secs(LIMIT)).await;
    assert_eq!((&over["status"], &over["charged_microcredits"]), (&json!("timed_out"), &json!(0)), "{over}");
    assert!(resumed.elapsed() < Duration::from_secs(LIMIT - 5), "it had all its time again: {:?}", resumed.elapsed());
    child.kill().expect("SIGKILL");
    child.wait().expect("it is gone");
    program.assert_verify_is_clean("after it ran out of time");
    program.database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn time_that_was_noted_counts_after_a_kill_on_sqlite() {
    noted_time_counts(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn time_that_was_noted_counts_after_a_kill_on_postgres() {
    noted_time_counts(Database::postgres().await).await;
}
