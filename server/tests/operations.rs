//! What an operator does with the real program: backups, restores, migrations, looking at it.

#[expect(dead_code, unused_imports, unused_macros, reason = "the HTTP tests use the rest of it")]
mod common;
#[path = "operations/metrics.rs"]
mod metrics;
#[expect(dead_code, reason = "the tests of faults use the rest of it")]
#[path = "common/program.rs"]
mod program;
#[path = "operations/worker.rs"]
mod worker;

use std::collections::BTreeMap;
use std::process::{Child, Output};

use common::runs::CREDIT;
use common::{Client, Database};
use http::Method;
use program::Program;
use serde_json::{Value, json};

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("not JSON: {}", told(output)))
}

fn end(mut child: Child) {
    child.kill().expect("SIGKILL");
    child.wait().expect("it is gone");
}

async fn echo(ada: &Client, text: &str) -> String {
    ada.start(&json!({"text": text, "steps": 2, "wait_ms": 5})).await
}

/// Made while it serves, restored while it serves; both go on, each by itself.
async fn kept_and_restored(database: Database, second: Database) {
    let original = Program::new(database);
    let child = original.serve().await;
    let ada = original.customer().await;
    let first = echo(&ada, "first").await;
    ada.settled(&first).await;
    let made = tokio::task::block_in_place(|| {
        std::thread::scope(|scope| {
            let backup = scope.spawn(|| original.carry_out("backup", &["--json"]));
            let runtime = tokio::runtime::Handle::current();
            for number in 0..10 {
                runtime.block_on(echo(&ada, &format!("meanwhile {number}")));
            }
            backup.join().expect("no panic")
        })
    });
    assert!(made.status.success(), "{}", told(&made));
    let made = json_of(&made);
    let archive = made["path"].as_str().expect("a path").to_owned();
    assert_eq!(made["damaged"], json!([]));
    assert!(made["rows"].as_u64() > Some(20) && made["schema_version"].as_i64() > Some(100), "{made}");

    let copy = Program::new(second);
    let into = copy.url.clone().unwrap_or_else(|| copy.data().to_string_lossy().into_owned());
    let restored = original.carry_out("restore", &[&archive, "--into", &into]);
    assert!(restored.status.success(), "{}", told(&restored));
    assert!(told(&restored).contains("Every promise holds."), "{}", told(&restored));
    let again = original.carry_out("restore", &[&archive, "--into", &into]);
    assert!(!again.status.success() && told(&again).contains("empty"), "{}", told(&again));

    // The copy serves beside the original: the same person, the same run, its files.
    let other = copy.serve().await;
    let tokens = copy.client().tokens("ada").await;
    let there = copy.client().with_bearer(tokens["access_token"].as_str().expect("a token"));
    let file = format!("/api/v1/runs/{first}/artifacts/echo-1.txt");
    assert_eq!(there.run(&first).await["charged_microcredits"], CREDIT);
    assert_eq!(there.get(&file).await.text(), "first");
    let only_there = echo(&there, "only there").await;
    there.settled(&only_there).await;
    ada.get(&format!("/api/v1/runs/{only_there}")).await.expect_problem(404, "not_found");
    let only_here = echo(&ada, "only here").await;
    ada.settled(&only_here).await;
    there.get(&format!("/api/v1/runs/{only_here}")).await.expect_problem(404, "not_found");
    end(other);
    copy.assert_verify_is_clean("the copy, after it served");
    end(child);
    original.assert_verify_is_clean("the original, after it was copied");

    // One changed byte, and nothing is restored.
    let mut bytes = std::fs::read(&archive).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&archive, bytes).expect("breaks it");
    let refused = original.carry_out("restore", &[&archive, "--into", "elsewhere"]);
    assert!(!refused.status.success() && told(&refused).contains("has changed"), "{}", told(&refused));
    copy.database.remove().await;
    original.database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_is_made_and_restored_while_it_serves_on_sqlite() {
    kept_and_restored(Database::sqlite(), Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_is_made_and_restored_while_it_serves_on_postgres() {
    kept_and_restored(Database::postgres().await, Database::empty_postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn durations_are_told_of_what_is_read_and_of_nothing_that_is_sent() {
    let program = Program::new(Database::sqlite());
    let child = program.serve().await;
    let ada = program.customer().await;
    let page = ada.ask(Method::GET, "/").unjudged().send().await;
    let timing = page.header("server-timing").expect("a page tells").to_owned();
    let parts: Vec<&str> = timing.split(", ").map(|part| part.split(';').next().unwrap_or_default()).collect();
    assert_eq!(parts, ["db", "render", "total"], "{timing}");
    let list = ada.get("/api/v1/runs").await;
    assert!(list.header("server-timing").is_some_and(|timing| timing.starts_with("db;dur=")));
    let sign_in = json!({"login": "ada", "password": "not it"});
    assert_eq!(ada.post("/api/v1/auth/token", &sign_in).await.header("server-timing"), None);
    assert_eq!(ada.get("/api/v1/runs/run_none").await.header("server-timing"), None);
    end(child);
}

/// How each part is, but for two that are of the machine which runs the tests: its disk, and whether the browser's part is
/// built there.
fn states(report: &Value) -> BTreeMap<String, String> {
    let findings = report["findings"].as_array().expect("findings");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let mut states: BTreeMap<String, String> =
        findings.iter().map(|finding| (text(&finding["part"]), text(&finding["state"]))).collect();
    for part in ["disk", "pages"] {
        states.remove(part).unwrap_or_else(|| panic!("{part} is not looked at"));
    }
    states
}

async fn check_looks_at_everything(database: Database) {
    let program = Program::new(database);
    // Before the first start: nothing is made by looking, and nothing is wrong but that there is no backup.
    let fresh = program.carry_out("check", &["--json"]);
    let state = states(&json_of(&fresh));
    assert!(state.values().all(|state| state != "failure"), "{}", told(&fresh));
    assert_eq!(state["backups"], "warning");
    assert!(!program.data().exists());
    let child = program.serve().await;
    let made = program.carry_out("backup", &[]);
    assert!(made.status.success(), "{}", told(&made));
    let served = json_of(&program.carry_out("check", &["--json"]));
    let state = states(&served);
    let parts = ["address", "agents", "backups", "clock", "database", "mail", "secret", "settings", "workers"];
    assert_eq!(state.keys().map(String::as_str).collect::<Vec<_>>(), parts);
    assert!(state.values().all(|state| state == "ok"), "{served:#}");
    // In production letters must leave, and a broken manifest is named.
    let agents = tempfile::TempDir::new().expect("a temporary folder");
    std::fs::create_dir(agents.path().join("broken")).expect("a folder");
    std::fs::write(agents.path().join("broken/agent.toml"), "slug = ").expect("a manifest");
    let mut command = program.command("check");
    command.env("GUILDHALL_PUBLIC_URL", "https://guildhall.example").env("GUILDHALL_AGENTS", agents.path());
    let output = command.stdout(std::process::Stdio::piped()).output().expect("runs");
    let said = told(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("FAIL mail") && said.contains("broken/agent.toml:1"), "{said}");
    assert!(said.contains("WARN address") && said.contains("GUILDHALL_TRUSTED_PROXIES"), "{said}");
    // A setting that cannot be used is told, and the rest is looked at all the same.
    let output = program.command("check").env("GUILDHALL_WORKERS", "300").stdout(std::process::Stdio::piped()).output();
    let said = told(&output.expect("runs"));
    assert!(said.contains("FAIL settings") && said.contains("ok   database"), "{said}");
    end(child);
    program.database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn check_tells_what_to_mend_on_sqlite() {
    check_looks_at_everything(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn check_tells_what_to_mend_on_postgres() {
    check_looks_at_everything(Database::postgres().await).await;
}

async fn migrate_shows_and_applies(database: Database) {
    let program = Program::new(database);
    let shown = program.carry_out("migrate", &[]);
    assert!(shown.status.success() && told(&shown).contains("waiting 1 accounts"), "{}", told(&shown));
    assert!(!program.data().join("guildhall.db").exists());
    let applied = program.carry_out("migrate", &["--apply"]);
    assert!(applied.status.success() && told(&applied).contains("The database is up to date."), "{}", told(&applied));
    // One waits again; before it is applied, what is there is kept.
    let db = store::Db::open(&program.location()).await.expect("opens");
    let states = db.migrations().await.expect("reads");
    let newest = states.last().expect("one").version;
    let forget = Box::leak(format!("DELETE FROM _sqlx_migrations WHERE version = {newest}").into_boxed_str());
    store::testing::execute(&db, forget).await.expect("forgets");
    db.close().await;
    let shown = told(&program.carry_out("migrate", &[]));
    assert!(shown.contains(&format!("waiting {newest} ")) && shown.contains("1 wait"), "{shown}");
    program.carry_out("migrate", &["--apply"]);
    let kept = if program.url.is_some() {
        program.data().join("backups").read_dir().expect("a folder").count() == 1
    } else {
        program.data().join(format!("guildhall.before-{newest}.db")).exists()
    };
    assert!(kept, "nothing was kept of before");
    program.database.remove().await;
}

#[tokio::test]
async fn migrate_keeps_what_was_before_on_sqlite() {
    migrate_shows_and_applies(Database::sqlite()).await;
}

#[tokio::test]
async fn migrate_keeps_what_was_before_on_postgres() {
    migrate_shows_and_applies(Database::empty_postgres().await).await;
}
