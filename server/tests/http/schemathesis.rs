//! schemathesis (<https://schemathesis.readthedocs.io>) makes requests of the `OpenAPI` document, well formed and not, and
//! judges each answer by it: no 5xx, no status, content type, header or body that the document does not tell, and no
//! malformed request that is carried out. As nobody, as a customer and as an admin; the same requests each time.
//!
//! `scripts/setup --tests` brings it. Its own settings are in `server/tests/schemathesis`.

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::runs::CREDIT;
use crate::common::{App, Client, Options, on_both};

on_both!(with own_agents => nothing_drifts_as_nobody, nothing_drifts_as_a_customer, nothing_drifts_as_an_admin);

/// Names another program than the one that `scripts/setup --tests` brings.
const VARIABLE: &str = "GUILDHALL_SCHEMATHESIS";
/// It is slower where nothing is warm; this is far beyond.
const LONGEST: Duration = Duration::from_mins(10);

fn own_agents() -> Options {
    Options { has_own_agents: true, ..Options::default() }
}

async fn nothing_drifts_as_nobody(app: &App) {
    let ada = app.customer("ada").await;
    let known = Known::of(&ada, "ada").await;
    judge(app, None, &known).await;
}

async fn nothing_drifts_as_a_customer(app: &App) {
    let ada = app.customer("ada").await;
    let known = Known::of(&ada, "ada").await;
    judge(app, Some(&ada), &known).await;
    assert_eq!(ada.get("/api/v1/auth/me").await.status, 200, "it was signed in until the end");
}

async fn nothing_drifts_as_an_admin(app: &App) {
    let grace = app.admin("grace").await;
    let known = Known::of(&grace, "grace").await;
    judge(app, Some(&grace), &known).await;
    assert_eq!(grace.get("/api/v1/admin/cache").await.status, 200, "it was an admin until the end");
}

/// What there is to be asked for.
struct Known {
    runs: Vec<String>,
    keys: Vec<String>,
    /// Families of tokens that may end.
    others: Vec<String>,
    /// The family of tokens that asks.
    own: String,
}

impl Known {
    /// Some runs, keys and sessions; runs only of who can pay them.
    async fn of(person: &Client, name: &str) -> Self {
        let mut runs = Vec::new();
        if person.available().await > 0 {
            for text in ["one", "two", "three"] {
                runs.push(person.start(&json!({"text": text})).await);
            }
            let file = json!({"filename": "customers.csv", "base64": "bmFtZSxzaWduZWQgdXAKQWRhLDEzLzA0LzIwMjQK"});
            let body = json!({"input": {"file": file}, "max_price_microcredits": 4 * CREDIT});
            let cleaned = person.start_with("data-cleaning", "known", &body).await.expect(201);
            runs.push(cleaned["id"].as_str().expect("an id").to_owned());
            for run in &runs {
                person.settled(run).await;
            }
        }
        let mut keys = Vec::new();
        for name in ["one", "two", "three"] {
            let made = person.make_key(&json!({"name": name, "scopes": ["runs:read"]})).await;
            keys.push(made["key"]["id"].as_str().expect("an id").to_owned());
        }
        for _ in 0..3 {
            person.tokens(name).await;
        }
        let sessions = person.get("/api/v1/auth/sessions").await.expect(200);
        let of = |is_current: bool| {
            let all = sessions["data"].as_array().into_iter().flatten();
            let ids = all.filter(move |one| one["is_current"] == is_current).filter_map(|one| one["id"].as_str());
            ids.map(str::to_owned).collect::<Vec<_>>()
        };
        Self { runs, keys, others: of(false), own: of(true).remove(0) }
    }

    /// The settings, with these ids where an address has a place for them.
    fn settings(&self) -> String {
        let mut text = include_str!("../schemathesis/config.toml").to_owned();
        let list = |values: &[String]| Value::from(values).to_string();
        let slugs = ["data-cleaning", "echo"].map(str::to_owned);
        let mut places = vec![("slugs", list(&slugs), "slug", "^/api/v1/(agents|admin/cache)/[{]slug[}]")];
        if !self.runs.is_empty() {
            places.push(("runs", list(&self.runs), "id", "^/api/v1/runs/[{]id[}]"));
            places.push((
                "files",
                list(&["cleaned.csv", "changes.csv"].map(str::to_owned)),
                "name",
                "^/api/v1/runs/[{]id[}]/artifacts/[{]name[}]",
            ));
        }
        places.push(("keys", list(&self.keys), "id", "^/api/v1/keys/[{]id[}]"));
        places.push(("sessions", list(&self.others), "id", "^/api/v1/auth/sessions/[{]id[}]"));
        for (name, values, ..) in &places {
            write!(text, "\n[dictionaries.{name}]\nvalues = {values}\n").expect("a text takes it");
        }
        for (name, _, parameter, path) in &places {
            let bound =
                format!("parameters = {{ \"path.{parameter}\" = {{ dictionary = \"{name}\", probability = 0.8 }} }}");
            write!(text, "\n[[operations]]\ninclude-path-regex = \"{path}\"\n{bound}\n").expect("a text takes it");
        }
        text
    }
}

fn program() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    let own = root.join(".setup/schemathesis/bin/schemathesis");
    let program = std::env::var_os(VARIABLE).map_or(own, PathBuf::from);
    assert!(program.is_file(), "{} is missing: run scripts/setup --tests", program.display());
    program
}

/// Runs it to its end; what it found is the failure.
async fn judge(app: &App, person: Option<&Client>, known: &Known) {
    let folder = TempDir::new().expect("a folder");
    let config = folder.path().join("config.toml");
    std::fs::write(&config, known.settings()).expect("a file");
    let document = format!("http://{}/api/openapi.json", app.address);
    let (told, failed) = (folder.path().join("told"), folder.path().join("failed"));
    let mut command = Command::new(program());
    command
        .args(["--no-color", "--config-file"])
        .arg(&config)
        .args(["run", &document])
        .current_dir(folder.path())
        .env("SCHEMATHESIS_HOOKS", Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemathesis/hooks.py"))
        .env("GUILDHALL_OWN_SESSION", &known.own)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NO_PROXY", "127.0.0.1")
        .stdin(Stdio::null())
        .stdout(File::create(&told).expect("a file"))
        .stderr(File::create(&failed).expect("a file"));
    if let Some(token) = person.and_then(|person| person.bearer.as_ref()) {
        // A made-up key beside it would be refused with it: nobody can tell which was meant.
        command.args(["--generation-with-security-parameters", "false"]);
        command.args(["--header", &format!("Authorization: Bearer {token}")]);
    }
    let is_good = end(command.spawn().expect("it starts")).await;
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    let (told, failed) = (read(&told), read(&failed));
    assert_eq!(is_good, Some(true), "{told}{failed}");
    let total = operations(app).await;
    let all = [format!("Selected: {total}/{total}"), format!("Tested: {total}")];
    assert!(all.iter().all(|line| told.contains(line)), "an operation was left out: {told}");
}

/// Whether it ended well; `None` where it had to be ended.
async fn end(mut child: Child) -> Option<bool> {
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        if let Some(status) = child.try_wait().expect("a child") {
            return Some(status.success());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    child.kill().and_then(|()| child.wait()).expect("it ends");
    None
}

/// How many operations there are.
async fn operations(app: &App) -> usize {
    let document = app.visitor().ask(Method::GET, "/api/openapi.json").send().await.expect(200);
    let items = document["paths"].as_object().expect("paths").values();
    items.map(|item| item.as_object().map_or(0, serde_json::Map::len)).sum()
}
