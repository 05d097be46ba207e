//! `data-cleaning`: a messy table in; a clean one, a log of every change and a list of open questions out.
//!
//! | module | what it knows |
//! |---|---|
//! | `native::table` | how bytes are a table, and what one text can be read as without its column |
//! | `plan` | what a column's cells prove together, and what is decided from that |
//! | `clean` | one cell, cleaned as its column's plan says |
//! | `rows`, `outliers` | rows that are one, numbers far off |
//! | `write`, `histogram`, `report` | the files, the output, the message |
//!
//! Three rules hold throughout. *Nothing is lost silently*: what cannot be converted keeps its text and is flagged,
//! what is changed or removed is logged with the text that was there. *Columns decide, cells follow*: `3/4/2024` and
//! `1,234` are read as the rest of the column proves, and where nothing proves it, an assumption says so. *Cleaning
//! twice changes nothing*: every decision is taken from what cleaning leaves as it was.
//!
//! Steps keep decisions in the journal, never the table (`session`); after a crash the table follows from the bytes and
//! the recorded decisions again, byte for byte.

pub(crate) mod clean;
mod histogram;
pub(crate) mod issue;
pub(crate) mod options;
mod outliers;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod rows;
mod rule;
mod session;
mod steps;
mod write;

use std::sync::Arc;

use serde_json::Value;

use self::options::Options;
use self::report::{Report, message, output};
use self::session::Session;
use crate::context::{Context, Input, Stop};
use crate::native::table;

/// Raised with every change of output or steps.
pub const REVISION: u32 = 1;

/// Cleans the table of the input.
pub async fn run(context: Context, input: Input) -> Result<Value, Stop> {
    let options = Options::read(&input.values);
    let file = table::given(&input)?;
    // What a step depends on is what earlier steps decided and the options that it looks at. The file is part of what every
    // step depends on.
    let session = Arc::new(Session::new(file, options));
    let dialect = steps::recognise_file(&context, &session).await?;
    let plan = steps::recognise_columns(&context, &session, &dialect).await?;
    let duplicates = steps::find_duplicates(&context, &session, &dialect, &plan).await?;
    let fences = steps::find_outliers(&context, &session, &dialect, &plan).await?;
    let decided = steps::Decided { dialect, plan, duplicates, fences };
    let stats = steps::write_table(&context, &session, &decided).await?;
    steps::write_log(&context, &session, &decided).await?;
    steps::summarise(&context, &session, &decided, &stats).await?;
    // The names of columns are no decision and can be long: they are read from the file, anew after a crash.
    let (reader, dialect) = (Arc::clone(&session), decided.dialect.clone());
    let table = tokio::task::spawn_blocking(move || reader.table(&dialect)).await.map_err(|_| Stop::Lost)?;
    let report = Report::new(&session, &decided, &stats, table.names());
    context.say("result", message::message(&report)).await?;
    Ok(output::output(&report))
}
