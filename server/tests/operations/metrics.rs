//! What `/metrics` tells: in the text format, described, of the tables, and true.

use std::collections::{BTreeMap, BTreeSet};

use domain::measure::{Kind, Metric};
use http::Method;
use server::telemetry;

use crate::common::{Client, Database};
use crate::program::Program;
use crate::{echo, end};

/// A family of metrics as it is exposed.
#[derive(Default)]
struct Family {
    has_help: bool,
    kind: String,
    labels: BTreeSet<String>,
    samples: Vec<(String, f64)>,
}

/// What a process told of itself.
pub(crate) struct Measured {
    families: BTreeMap<String, Family>,
    text: String,
}

impl Measured {
    /// Asks a process; panics where its answer is not the text format.
    pub(crate) async fn of(process: &Client) -> Self {
        let answer = process.ask(Method::GET, "/metrics").unjudged().send().await;
        assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
        Self { families: families(&answer.text()), text: answer.text() }
    }

    /// Panics unless everything is described as the tables say, and nothing else is told.
    pub(crate) fn assert_of_the_tables(&self) {
        for (name, family) in &self.families {
            assert!(family.has_help && !family.kind.is_empty(), "{name} is not described");
            let metric = telemetry::metrics().find(|metric| metric.name == name);
            let Metric { kind, labels, .. } = metric.unwrap_or_else(|| panic!("{name} stands in no table"));
            let wanted = match kind {
                Kind::Counter => "counter",
                Kind::Gauge => "gauge",
                Kind::Histogram => "histogram",
            };
            assert_eq!(family.kind, wanted, "{name}");
            let told: BTreeSet<String> = labels.iter().map(|label| (*label).to_owned()).collect();
            assert_eq!(family.labels, told, "{name}");
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.families.contains_key(name)
    }

    pub(crate) fn value(&self, series: &str) -> f64 {
        let name = series.split('{').next().unwrap_or_default();
        let samples = self.families.get(name).map(|family| &family.samples);
        let found = samples.and_then(|samples| samples.iter().find(|(known, _)| known == series));
        found.unwrap_or_else(|| panic!("no {series} in {}", self.text)).1
    }

    pub(crate) fn assert_is(&self, series: &str, wanted: f64) {
        assert!((self.value(series) - wanted).abs() < 1e-9, "{series} is {}, not {wanted}", self.value(series));
    }
}

fn families(text: &str) -> BTreeMap<String, Family> {
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest.split_once(' ').expect("a help");
            families.entry(name.to_owned()).or_default().has_help = !help.is_empty();
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').expect("a type");
            kind.clone_into(&mut families.entry(name.to_owned()).or_default().kind);
        } else {
            let (series, value) = line.rsplit_once(' ').expect("a value");
            let (name, labels) = series.split_once('{').unwrap_or((series, ""));
            let base = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end));
            let base = base.filter(|base| families.get(*base).is_some_and(|family| family.kind == "histogram"));
            let family = families.get_mut(base.unwrap_or(name)).unwrap_or_else(|| panic!("{name} has no type"));
            let names = labels.trim_end_matches('}').split("\",").filter_map(|label| label.split_once("=\""));
            family.labels.extend(names.map(|(name, _)| name.to_owned()).filter(|name| name != "le"));
            family.samples.push((series.to_owned(), value.parse().expect("a number")));
        }
    }
    families
}

/// Every gauge of the tables: they can be read at any time.
pub(crate) fn gauges(is_sqlite: bool) -> impl Iterator<Item = &'static Metric> {
    telemetry::metrics().filter(move |metric| {
        let is_sqlites = ["size_bytes", "commits_total", "writes_total"].iter().any(|end| metric.name.ends_with(end));
        metric.kind == Kind::Gauge && (is_sqlite || !is_sqlites)
    })
}

async fn metrics_are_those_of_the_tables(database: Database) {
    let program = Program::new(database);
    let child = program.serve().await;
    let ada = program.customer().await;
    for text in ["one", "two", "fail"] {
        let run = echo(&ada, text).await;
        ada.settled(&run).await;
    }
    ada.get("/api/v1/runs/run_none").await.expect_problem(404, "not_found");
    let told = Measured::of(&ada).await;
    told.assert_of_the_tables();
    // What happened is counted, and what can be read is read.
    told.assert_is("guildhall_runs_started_total{agent=\"echo\"}", 3.0);
    told.assert_is("guildhall_runs_settled_total{agent=\"echo\",outcome=\"succeeded\"}", 2.0);
    told.assert_is("guildhall_runs_settled_total{agent=\"echo\",outcome=\"failed\"}", 1.0);
    told.assert_is("guildhall_microcredits_held_total", 3e6);
    told.assert_is("guildhall_microcredits_captured_total", 2e6);
    told.assert_is("guildhall_microcredits_released_total", 1e6);
    told.assert_is("guildhall_registrations_total", 1.0);
    assert!(told.value("guildhall_letters_total{outcome=\"sent\"}") >= 1.0);
    told.assert_is("guildhall_runs_queued", 0.0);
    told.assert_is("guildhall_credits_held", 0.0);
    told.assert_is("http_problems_total{route=\"/api/v1/runs/{id}\",code=\"not_found\"}", 1.0);
    assert!(told.value("process_resident_memory_bytes") > 1e6 && told.value("process_open_fds") > 3.0);
    for gauge in gauges(program.url.is_none()) {
        assert!(told.has(gauge.name), "{} is not told", gauge.name);
    }
    end(child);
    program.database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_measured_is_described_and_bounded_on_sqlite() {
    metrics_are_those_of_the_tables(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_measured_is_described_and_bounded_on_postgres() {
    metrics_are_those_of_the_tables(Database::postgres().await).await;
}
