//! The steps of a run, in order: read, scan part by part, write, draw.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::dependency::Snapshot;
use super::finding::{Finding, Severity};
use super::report::{chart, diff, markdown, output, sarif, table};
use super::session::{Part, Session, sorted};
use super::source::{Kind, Skipped, Source};
use crate::cancel::Cancel;
use crate::context::{Context, Done, NewArtifact, Stop};
use crate::native::markdown::{counted, grouped};

/// Bytes of text of a part: a step of the run.
const PART_BYTES: usize = 4_000_000;
/// Files told as not read.
const MAX_SKIPPED: usize = 100;
/// Findings told in the output.
const MAX_SHOWN: usize = 100;
/// Bytes of them, as the journal holds them too.
const MAX_SHOWN_BYTES: usize = 200_000;

/// What the input is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Found {
    /// Files that are read.
    pub(crate) files: u64,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// Files of each language, the most first.
    pub(crate) languages: Vec<(String, u64)>,
    /// Files of code that a program made.
    pub(crate) squeezed: u64,
    /// The first files that are not read.
    pub(crate) skipped: Vec<Skipped>,
    /// How many are not.
    pub(crate) skipped_in_all: u64,
    /// The parts it is scanned in: what each is.
    parts: Vec<String>,
}

/// How many findings there are of each severity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts(BTreeMap<Severity, u64>);

impl Counts {
    /// Of one severity.
    pub(crate) fn of(&self, severity: Severity) -> u64 {
        self.0.get(&severity).copied().unwrap_or_default()
    }

    fn add(&mut self, findings: impl Iterator<Item = Severity>) {
        for severity in findings {
            *self.0.entry(severity).or_default() += 1;
        }
    }

    fn told(&self) -> String {
        let told: Vec<String> = Severity::ALL
            .into_iter()
            .filter(|severity| self.of(*severity) > 0)
            .map(|severity| format!("{} {}", grouped(self.of(severity)), severity.as_str()))
            .collect();
        if told.is_empty() { "nothing found".to_owned() } else { told.join(", ") }
    }
}

/// What a part's step leaves in the journal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PartDone {
    counts: Counts,
    packages: u64,
    /// Of its findings: they are too many for the journal, and are worked out again instead.
    digest: String,
}

/// What was found in all files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// Findings.
    pub(crate) findings: u64,
    /// Of each severity.
    pub(crate) counts: Counts,
    /// The worst ones, as the output tells them.
    pub(crate) shown: Vec<Value>,
    /// Packages that were compared.
    pub(crate) packages: u64,
    /// Advisories they were compared with.
    pub(crate) advisories: u64,
    /// Packages that these are about.
    pub(crate) advised_packages: u64,
    /// The day these were collected.
    pub(crate) date: String,
    /// Places that the patch mends.
    pub(crate) changes: u64,
    /// Places that it leaves out, because a secret would be shown.
    pub(crate) withheld: u64,
    /// Files of dependencies that cannot be read, and why.
    pub(crate) unreadable: Vec<(String, String)>,
    /// Files of code without a tree.
    pub(crate) unparsed: Vec<String>,
}

/// Reads the files of the input.
pub(crate) async fn read(context: &Context, session: &Arc<Session>) -> Result<Found, Stop> {
    let given: Vec<(&str, usize)> =
        session.given.values().map(|file| (file.filename.as_str(), file.bytes.len())).collect();
    let inputs = (&session.options, given);
    let shared = Arc::clone(session);
    let work = move |cancel: &Cancel| {
        let source = shared.source(cancel)?;
        let mut languages: BTreeMap<&str, u64> = BTreeMap::new();
        for file in &source.files {
            if let Kind::Code(language) | Kind::Squeezed(language) = file.kind {
                *languages.entry(language.name()).or_default() += 1;
            }
        }
        let mut languages: Vec<(String, u64)> =
            languages.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
        languages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let found = Found {
            files: source.files.len() as u64,
            bytes: source.bytes(),
            languages,
            squeezed: source.files.iter().filter(|file| matches!(file.kind, Kind::Squeezed(_))).count() as u64,
            skipped: source.skipped.iter().take(MAX_SKIPPED).cloned().collect(),
            skipped_in_all: source.skipped.len() as u64,
            parts: parts(&source).into_iter().map(|(title, _)| title).collect(),
        };
        let left = if found.skipped_in_all > 0 {
            format!(", {} left out", grouped(found.skipped_in_all))
        } else {
            String::new()
        };
        let summary = format!("{}{left}", counted(found.files, "file"));
        Ok(Done::new(found, summary))
    };
    context.step("read", "Read the files", &inputs, work).await
}

/// The parts: files of one kind together, at most some megabytes of them.
fn parts(source: &Source) -> Vec<(String, Vec<usize>)> {
    let mut groups: BTreeMap<(u8, &str), Vec<usize>> = BTreeMap::new();
    for (place, file) in source.files.iter().enumerate() {
        let group = match file.kind {
            Kind::Code(language) => (0, language.name()),
            Kind::Manifest(_) => (1, "dependencies"),
            Kind::Squeezed(_) | Kind::Other => (2, "other files"),
        };
        groups.entry(group).or_default().push(place);
    }
    let mut parts = Vec::new();
    for ((order, name), files) in groups {
        let (mut from, mut bytes) = (0, 0);
        for place in 0..=files.len() {
            let is_full = bytes >= PART_BYTES && place > from;
            if is_full || place == files.len() {
                let title = match order {
                    0 => format!("Check {name}: {}", counted((place - from) as u64, "file")),
                    1 => format!("Compare dependencies with advisories: {}", counted((place - from) as u64, "file")),
                    _ => format!("Look for secrets in {}", counted((place - from) as u64, "other file")),
                };
                parts.push((title, files[from..place].to_vec()));
                (from, bytes) = (place, 0);
            }
            if let Some(file) = files.get(place) {
                bytes += source.files[*file].text.len();
            }
        }
    }
    parts
}

/// Scans the files, part by part.
pub(crate) async fn scan(context: &Context, session: &Arc<Session>, found: &Found) -> Result<Vec<PartDone>, Stop> {
    let mut done = Vec::with_capacity(found.parts.len());
    for (number, title) in found.parts.iter().enumerate() {
        let shared = Arc::clone(session);
        let work = move |cancel: &Cancel| {
            let source = shared.source(cancel)?;
            let plan = parts(&source);
            let files = plan.get(number).map(|(_, files)| files.as_slice()).unwrap_or_default();
            let part = shared.part(&source, number, files, cancel)?;
            let mut value = PartDone { counts: Counts::default(), packages: 0, digest: digest(&part) };
            for (_, scanned) in &part.files {
                value.counts.add(scanned.findings.iter().map(|finding| finding.severity));
                value.packages += scanned.packages;
            }
            let packages =
                if value.packages > 0 { format!("{}, ", counted(value.packages, "package")) } else { String::new() };
            let summary = format!("{packages}{}", value.counts.told());
            Ok(Done::new(value, summary))
        };
        let inputs = (&session.options, found, number);
        done.push(context.step(&format!("scan-{:02}", number + 1), title, &inputs, work).await?);
    }
    Ok(done)
}

/// Writes the files of results and sums up.
pub(crate) async fn write(
    context: &Context,
    session: &Arc<Session>,
    found: &Found,
    done: &[PartDone],
) -> Result<Summary, Stop> {
    let inputs = (&session.options, found, done);
    let (shared, found) = (Arc::clone(session), found.clone());
    let work = move |cancel: &Cancel| {
        let source = shared.source(cancel)?;
        let mut all = Vec::new();
        for (number, (_, files)) in parts(&source).iter().enumerate() {
            all.push(shared.part(&source, number, files, cancel)?);
        }
        cancel.check()?;
        let (findings, count) = sorted(&all);
        let (summary, fixes) = summed(&source, &all, &findings, count);
        let text = |name: &str, media_type: &str, bytes: Vec<u8>| NewArtifact {
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            bytes,
        };
        let mut artifacts = vec![
            text("report.md", "text/markdown; charset=utf-8", markdown::report(&found, &summary, &findings)),
            text("findings.sarif", "application/json", sarif::log(&findings, &source, &summary.date)),
            NewArtifact::csv("findings.csv", table::csv(&findings)),
        ];
        if !fixes.is_empty() {
            artifacts.push(text("fixes.diff", "text/x-diff; charset=utf-8", fixes.into_bytes()));
        }
        let told = format!("{}, {} mended by itself", counted(summary.findings, "finding"), grouped(summary.changes));
        Ok(Done { value: summary, summary: told, artifacts })
    };
    context.step("write", "Write the report", &inputs, work).await
}

/// The summary, and the patch of all files.
fn summed(source: &Source, parts: &[Arc<Part>], findings: &[&Finding], count: usize) -> (Summary, String) {
    let snapshot = Snapshot::shipped();
    let mut summary = Summary {
        findings: count as u64,
        counts: Counts::default(),
        shown: Vec::new(),
        packages: 0,
        advisories: snapshot.len() as u64,
        advised_packages: snapshot.packages() as u64,
        date: snapshot.date.to_owned(),
        changes: 0,
        withheld: 0,
        unreadable: Vec::new(),
        unparsed: Vec::new(),
    };
    let mut files: BTreeMap<&str, (usize, &super::scan::Scanned)> = BTreeMap::new();
    for (place, scanned) in parts.iter().flat_map(|part| &part.files) {
        let path = source.files[*place].path.as_str();
        files.insert(path, (*place, scanned));
        summary.counts.add(scanned.findings.iter().map(|finding| finding.severity));
        summary.packages += scanned.packages;
        summary.unreadable.extend(scanned.unreadable.as_ref().map(|why| (path.to_owned(), why.clone())));
        summary.unparsed.extend(scanned.is_unparsed.then(|| path.to_owned()));
    }
    summary.unreadable.truncate(MAX_SKIPPED);
    summary.unparsed.truncate(MAX_SKIPPED);
    let mut bytes = 0;
    for finding in findings.iter().take(MAX_SHOWN) {
        let file = files.get(finding.path.as_str());
        let secrets = file.map(|(_, scanned)| scanned.secrets.as_slice()).unwrap_or_default();
        let shown = output::finding(finding, file.map(|(place, _)| &source.files[*place]), secrets);
        bytes += shown.to_string().len();
        if bytes > MAX_SHOWN_BYTES {
            break;
        }
        summary.shown.push(shown);
    }
    let mut fixes = String::new();
    for (place, scanned) in files.values() {
        let edits = scanned.findings.iter().flat_map(|finding| &finding.edits);
        let patch = diff::patch(&source.files[*place], edits, &scanned.secrets);
        summary.changes += patch.changes;
        summary.withheld += patch.withheld;
        fixes.push_str(&patch.text);
    }
    (summary, fixes)
}

/// Draws the chart.
pub(crate) async fn draw(context: &Context, session: &Arc<Session>, summary: &Summary) -> Result<(), Stop> {
    let inputs = (&session.options, summary);
    let summary = summary.clone();
    let work = move |_: &Cancel| {
        let artifacts = vec![NewArtifact::svg("severity.svg", chart(&summary))];
        Ok(Done { value: (), summary: counted(artifacts.len() as u64, "chart"), artifacts })
    };
    context.step("draw", "Draw the chart", &inputs, work).await
}

fn digest(part: &Part) -> String {
    let mut hash = Sha256::new();
    for (place, scanned) in &part.files {
        hash.update(place.to_le_bytes());
        for finding in &scanned.findings {
            hash.update(finding.rule.id);
            hash.update(finding.place.line.to_le_bytes());
            hash.update(finding.message.as_bytes());
        }
    }
    domain::hex::hex(&hash.finalize()[..8])
}
