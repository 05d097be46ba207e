//! `sales-forecast`: a table with dates and values in; for each series the values ahead, with intervals, the method that
//! was chosen and how the others did out.
//!
//! | module | what it knows |
//! |---|---|
//! | `source` | which column is what, and how its cells are read (by the readers of `data-cleaning`) |
//! | `calendar` | the grain of the dates, periods as whole numbers |
//! | `series` | rows put together by period, gaps |
//! | `holiday` | days that are given by hand, and what they change |
//! | `method` | eleven ways to forecast, each with its source |
//! | `backtest` | which would have been best, by how much each was off, intervals from that |
//! | `part`, `report` | one series from its values to its forecast; files, charts, the output, the message |
//! | `outlook` | the quick methods on a customer's own days, for the page that tells what to expect |
//!
//! The method. Each way to forecast is tried at up to thirteen points of the past (`backtest::windows`), where it sees
//! only what lay before. The one with the smallest mean absolute scaled error (MASE) is fitted to the whole history and
//! used. The interval is as wide as the errors of that back-test: no distribution is assumed.
//!
//! How good it is: `examples/forecast_accuracy.rs` prints it on ten classic series, the end of each held out
//! (`agents/sales-forecast/README.md` has the table).
//!
//! Steps keep decisions and digests in the journal, never the series (`session`).

pub(crate) mod backtest;
pub(crate) mod calendar;
mod holiday;
pub(crate) mod method;
pub(crate) mod number;
mod options;
mod outlook;
mod part;
mod report;
mod series;
mod session;
mod source;
mod steps;
mod trial;

use std::sync::Arc;

use serde_json::Value;

pub use self::outlook::{Band, Outlook, outlook};
pub use self::trial::{Trial, trial};

use self::options::Options;
use self::report::{message, output};
use self::session::Session;
use crate::context::{Context, Input, Stop};
use crate::native::table;

/// Raised with every change of output or steps.
pub const REVISION: u32 = 1;

/// Forecasts the series of the input.
pub async fn run(context: Context, input: Input) -> Result<Value, Stop> {
    let options = Options::read(&input.values);
    let file = table::given(&input)?;
    let session = Arc::new(Session::new(file, options));
    let reading = steps::read(&context, &session).await?;
    let found = steps::build(&context, &session, &reading).await?;
    let done = steps::forecast(&context, &session, &reading, &found).await?;
    // The chart first: of the files it is what a person looks at first.
    steps::draw(&context, &session, &reading, &done).await?;
    let summary = steps::write(&context, &session, &reading, &done).await?;
    context.say("result", message::message(&summary)).await?;
    Ok(output::output(&summary))
}
