//! What the steps of one run share in memory. Nothing here is a decision: the series follow from the file and the
//! recorded reading, the forecasts from the series. After a crash each is worked out once more when a step asks for it.

use std::sync::{Arc, Mutex, PoisonError};

use super::holiday::{self, Holiday};
use super::options::Options;
use super::part::{self, Outcome};
use super::series::build::{Built, build};
use super::source::{Reading, read_rows};
use crate::cancel::{Cancel, Cancelled};
use crate::context::{Failure, InputFile, Stop};
use crate::native::table::Table;

/// Steps at most in which series are forecast: each tells how far it is.
const MAX_PARTS: usize = 20;

/// What the steps of one run share.
#[derive(Debug)]
pub(crate) struct Session {
    /// The file.
    pub(crate) file: InputFile,
    /// What was asked for.
    pub(crate) options: Options,
    table: Mutex<Option<Arc<Table>>>,
    built: Mutex<Option<Arc<Whole>>>,
    parts: Mutex<Vec<Option<Arc<Vec<Outcome>>>>>,
}

/// The series, the days that stand out, and how far ahead is looked.
#[derive(Debug)]
pub(crate) struct Whole {
    /// The series.
    pub(crate) built: Built,
    /// The days.
    pub(crate) holidays: Vec<Holiday>,
    /// Periods ahead.
    pub(crate) horizon: usize,
}

impl Session {
    /// Of a run with this input.
    pub(crate) fn new(file: InputFile, options: Options) -> Self {
        Self { file, options, table: Mutex::default(), built: Mutex::default(), parts: Mutex::default() }
    }

    /// Keeps the table that the first step read, so that it is not read twice.
    pub(crate) fn keep_table(&self, table: Table) {
        *self.table.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(table));
    }

    /// The table.
    pub(crate) fn table(&self, reading: &Reading) -> Arc<Table> {
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(table.get_or_insert_with(|| Arc::new(Table::load(&self.file.bytes, &reading.dialect))))
    }

    /// The series.
    pub(crate) fn whole(&self, reading: &Reading) -> Result<Arc<Whole>, Failure> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(built) = &*built {
            return Ok(Arc::clone(built));
        }
        let table = self.table(reading);
        let holidays = holiday::read(&self.options.holidays, self.options.order())?;
        let fresh = build(read_rows(&table, reading, &self.options.reading), reading.roles.span, &self.options)?;
        let horizon = self.options.horizon.unwrap_or(fresh.calendar.grain.horizon());
        let fresh = Arc::new(Whole { built: fresh, holidays, horizon });
        *built = Some(Arc::clone(&fresh));
        Ok(fresh)
    }

    /// The forecasts of a part.
    pub(crate) fn part(&self, reading: &Reading, number: usize, cancel: &Cancel) -> Result<Arc<Vec<Outcome>>, Stop> {
        let whole = self.whole(reading)?;
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let series = &whole.built.series;
        if parts.len() <= number {
            parts.resize(number + 1, None);
        }
        if let Some(part) = &parts[number] {
            return Ok(Arc::clone(part));
        }
        let work = |place: usize| -> Result<Outcome, Cancelled> {
            let calendar = &whole.built.calendar;
            part::work(&series[place], place, calendar, &whole.holidays, whole.horizon, &self.options, cancel)
        };
        let part: Vec<Outcome> = places(series.len(), number).map(work).collect::<Result<_, Cancelled>>()?;
        let part = Arc::new(part);
        parts[number] = Some(Arc::clone(&part));
        Ok(part)
    }
}

/// How many parts so many series make.
pub(crate) fn parts(series: usize) -> usize {
    series.div_ceil(size(series))
}

/// The places of the series of a part.
pub(crate) fn places(series: usize, number: usize) -> std::ops::Range<usize> {
    let size = size(series);
    number * size..series.min((number + 1) * size)
}

fn size(series: usize) -> usize {
    series.div_ceil(MAX_PARTS).max(1)
}
