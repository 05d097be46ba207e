//! The steps of a run, in order: each takes what the ones before decided, and gives a small decision of its own.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::clean::Cleaner;
use super::outliers::{self, Fence};
use super::plan::{Kind, Plan};
use super::report::{Report, charts, summary};
use super::rows::{self, Fate, Found};
use super::session::Session;
use super::write::log::LogWriter;
use super::write::stats::Stats;
use super::write::table::TableWriter;
use super::write::walk::walk;
use crate::context::{Context, Done, Failure, NewArtifact, Stop};
use crate::native::markdown::{counted, grouped};
use crate::native::table::Dialect;

/// What the first four steps decided.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Decided {
    /// How the bytes are a table.
    pub(crate) dialect: Dialect,
    /// What is done with each column.
    pub(crate) plan: Plan,
    /// What becomes of rows.
    pub(crate) duplicates: Duplicates,
    /// Where outliers begin.
    pub(crate) fences: Vec<Fence>,
}

/// How many rows are what, and a digest of which.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Duplicates {
    /// Rows without a value.
    pub(crate) empty: u64,
    /// Rows that equal an earlier one.
    pub(crate) exact: u64,
    /// Rows that nearly do.
    pub(crate) near: u64,
    /// Of the fates of all rows: they are too many for the journal, and are worked out again instead.
    pub(crate) digest: String,
}

/// Finds out how the bytes are a table.
pub(crate) async fn recognise_file(context: &Context, session: &Arc<Session>) -> Result<Dialect, Stop> {
    let inputs = session.options.layout();
    let shared = Arc::clone(session);
    let work = move |_: &_| {
        let (dialect, table) = Dialect::recognise(&shared.file.bytes, &shared.options.layout())?;
        let size = format!("{}, {}", counted(dialect.rows as u64, "row"), counted(dialect.columns as u64, "column"));
        let summary = format!("{size}; {}, {} between cells", dialect.encoding, dialect.delimiter_name());
        shared.keep_table(table);
        Ok(Done::new(dialect, summary))
    };
    context.step("recognise-file", "Recognise the file", &inputs, work).await
}

/// Decides what is done with each column.
pub(crate) async fn recognise_columns(
    context: &Context,
    session: &Arc<Session>,
    dialect: &Dialect,
) -> Result<Plan, Stop> {
    let inputs = (session.options.of_columns(), dialect);
    let (shared, dialect) = (Arc::clone(session), dialect.clone());
    let work = move |cancel: &_| {
        let table = shared.table(&dialect);
        let plan = rows::plan(&table, &shared.options, cancel)?;
        let summary = kinds(&plan);
        Ok(Done::new(plan, summary))
    };
    context.step("recognise-columns", "Recognise the types of columns", &inputs, work).await
}

/// Finds rows that are empty, equal or nearly equal.
pub(crate) async fn find_duplicates(
    context: &Context,
    session: &Arc<Session>,
    dialect: &Dialect,
    plan: &Plan,
) -> Result<Duplicates, Stop> {
    let inputs = (session.options.of_rows(), dialect, plan);
    let (shared, dialect, plan) = (Arc::clone(session), dialect.clone(), plan.clone());
    let work = move |cancel: &_| {
        let found = shared.found(&shared.table(&dialect), &plan, cancel)?;
        let duplicates = Duplicates {
            empty: found.count(|fate| fate == Fate::Empty),
            exact: found.count(|fate| matches!(fate, Fate::Duplicate(_))),
            near: found.near.len() as u64,
            digest: digest(&found),
        };
        let summary =
            format!("{} equal, {} nearly equal to an earlier row", grouped(duplicates.exact), grouped(duplicates.near));
        Ok(Done::new(duplicates, summary))
    };
    context.step("find-duplicates", "Find duplicate rows", &inputs, work).await
}

/// Finds where outliers begin.
pub(crate) async fn find_outliers(
    context: &Context,
    session: &Arc<Session>,
    dialect: &Dialect,
    plan: &Plan,
) -> Result<Vec<Fence>, Stop> {
    let inputs = (&session.options, dialect, plan);
    let (shared, dialect, plan) = (Arc::clone(session), dialect.clone(), plan.clone());
    let work = move |cancel: &_| {
        let table = shared.table(&dialect);
        let found = shared.found(&table, &plan, cancel)?;
        let fences = outliers::find(&Cleaner::new(&table, &plan, &shared.options), &found, cancel)?;
        let count: u64 = fences.iter().map(|fence| fence.outliers).sum();
        let summary = format!("{} in {}", counted(count, "outlier"), counted(fences.len() as u64, "column"));
        Ok(Done::new(fences, summary))
    };
    context.step("find-outliers", "Find outliers", &inputs, work).await
}

/// Writes the cleaned table and counts what was done.
pub(crate) async fn write_table(context: &Context, session: &Arc<Session>, decided: &Decided) -> Result<Stats, Stop> {
    let inputs = (&session.options, decided);
    let (shared, decided) = (Arc::clone(session), decided.clone());
    let work = move |cancel: &_| {
        let table = shared.table(&decided.dialect);
        let found = shared.found(&table, &decided.plan, cancel)?;
        decided.duplicates.check(&found)?;
        let mut writer = TableWriter::new(table.columns(), shared.file.bytes.len());
        walk(&Cleaner::new(&table, &decided.plan, &shared.options), &found, &decided.fences, cancel, &mut writer)?;
        let (bytes, stats) = writer.finish();
        let summary =
            format!("{} written, {} changed", counted(stats.rows_out, "row"), counted(stats.cells_changed, "cell"));
        Ok(Done { value: stats, summary, artifacts: vec![NewArtifact::csv("cleaned.csv", bytes)] })
    };
    context.step("write-table", "Clean and write the table", &inputs, work).await
}

/// Writes the log of changes and the list of issues.
pub(crate) async fn write_log(context: &Context, session: &Arc<Session>, decided: &Decided) -> Result<(), Stop> {
    let inputs = (&session.options, decided);
    let (shared, decided) = (Arc::clone(session), decided.clone());
    let work = move |cancel: &_| {
        let table = shared.table(&decided.dialect);
        let found = shared.found(&table, &decided.plan, cancel)?;
        decided.duplicates.check(&found)?;
        let cleaner = Cleaner::new(&table, &decided.plan, &shared.options);
        let mut writer = LogWriter::new(&cleaner);
        walk(&cleaner, &found, &decided.fences, cancel, &mut writer)?;
        let (changes, issues) = writer.finish();
        let mut artifacts = vec![NewArtifact::csv("changes.csv", changes)];
        artifacts.extend(issues.map(|issues| NewArtifact::csv("issues.csv", issues)));
        Ok(Done { value: (), summary: "Every change with its row, line and rule".to_owned(), artifacts })
    };
    context.step("write-log", "Write the log of changes", &inputs, work).await
}

/// Writes the summary and draws the charts.
pub(crate) async fn summarise(
    context: &Context,
    session: &Arc<Session>,
    decided: &Decided,
    stats: &Stats,
) -> Result<(), Stop> {
    let inputs = (&session.options, decided, stats);
    let (shared, decided, stats) = (Arc::clone(session), decided.clone(), stats.clone());
    let work = move |cancel: &_| {
        let table = shared.table(&decided.dialect);
        let report = Report::new(&shared, &decided, &stats, table.names());
        let values = match charts::most_outliers(&decided.fences) {
            Some(fence) => {
                let found = shared.found(&table, &decided.plan, cancel)?;
                let cleaner = Cleaner::new(&table, &decided.plan, &shared.options);
                Some((fence, outliers::sorted_values(&cleaner, &found, fence.column, cancel)?))
            }
            None => None,
        };
        let text = summary::summary(&report).into_bytes();
        let mut artifacts = vec![NewArtifact {
            name: "summary.md".to_owned(),
            media_type: "text/markdown; charset=utf-8".to_owned(),
            bytes: text,
        }];
        artifacts.extend(charts::charts(&report, values));
        let summary = format!("Summary and {}", counted(artifacts.len() as u64 - 1, "chart"));
        Ok(Done { value: (), summary, artifacts })
    };
    context.step("summarise", "Summarise", &inputs, work).await
}

impl Duplicates {
    /// Rows that were worked out again must be those that were decided on.
    fn check(&self, found: &Found) -> Result<(), Failure> {
        let is_same = self.digest == digest(found);
        is_same
            .then_some(())
            .ok_or_else(|| Failure::new("internal", "The rows found after a restart are not those found before it."))
    }
}

impl<'r> Report<'r> {
    /// Of what was decided and counted.
    pub(crate) fn new(session: &'r Session, decided: &'r Decided, stats: &'r Stats, names: &'r [String]) -> Self {
        Self {
            filename: &session.file.filename,
            dialect: &decided.dialect,
            names,
            plan: &decided.plan,
            exact: decided.duplicates.exact,
            near: decided.duplicates.near,
            fences: &decided.fences,
            stats,
            removed_exact: session.options.remove_duplicates,
            removed_near: session.options.remove_near_duplicates,
        }
    }
}

fn digest(found: &Found) -> String {
    let mut hasher = Sha256::new();
    for (row, fate) in found.fates.iter().enumerate() {
        let (kind, of) = match fate {
            Fate::Kept => continue,
            Fate::Empty => (0_u8, 0),
            Fate::Duplicate(of) => (1, *of),
            Fate::NearDuplicate(of) => (2, *of),
        };
        hasher.update([kind]);
        hasher.update(rows::number(row).to_le_bytes());
        hasher.update(of.to_le_bytes());
    }
    for near in &found.near {
        hasher.update(near.row.to_le_bytes());
        hasher.update(near.of.to_le_bytes());
    }
    let digest = hasher.finalize();
    u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default()).to_string()
}

/// `3 text, 2 date, 1 number`.
fn kinds(plan: &Plan) -> String {
    let mut counts = Vec::<(&str, usize)>::new();
    for word in plan.columns.iter().map(|column| Kind::as_str(&column.kind)) {
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.iter().map(|(word, count)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}
