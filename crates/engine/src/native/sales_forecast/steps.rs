//! The steps of a run, in order: read, build, forecast part by part, draw, write.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::part::{Outcome, Refusal};
use super::report::{Summary, chart, files, summary};
use super::session::{Session, parts, places};
use super::source::{self, Reading};
use crate::cancel::Cancel;
use crate::context::{Context, Done, Failure, NewArtifact, Stop};
use crate::native::markdown::{counted, grouped};

/// How the rows are series: counts and a digest; the series themselves follow from the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Found {
    /// How many series there are.
    pub(crate) series: usize,
    /// Of their values: they are too many for the journal, and are worked out again instead.
    pub(crate) digest: String,
}

/// What a part's step leaves in the journal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PartDone {
    /// Series with a forecast.
    pub(crate) forecast: usize,
    /// Why the first one without has none.
    pub(crate) refused: Option<(usize, Refusal)>,
    /// Of the forecasts.
    pub(crate) digest: String,
}

/// Finds out how the file is a table, and which column is what.
pub(crate) async fn read(context: &Context, session: &Arc<Session>) -> Result<Reading, Stop> {
    let inputs = session.options.of_table();
    let shared = Arc::clone(session);
    let work = move |cancel: &Cancel| {
        let (reading, table) = source::recognise(&shared.file, &shared.options, cancel)?;
        let title = |column: usize| source::title(&table, column);
        let mut told = format!(
            "{}; dates in {}, values in {}",
            counted(table.rows() as u64, "row"),
            title(reading.roles.date),
            title(reading.roles.value)
        );
        if let Some(name) = reading.roles.name {
            let _ = write!(told, ", names in {}", title(name));
        }
        shared.keep_table(table);
        Ok(Done::new(reading, told))
    };
    context.step("read", "Read the table", &inputs, work).await
}

/// Makes series of the rows.
pub(crate) async fn build(context: &Context, session: &Arc<Session>, reading: &Reading) -> Result<Found, Stop> {
    let inputs = (session.options.of_series(), reading);
    let (shared, reading) = (Arc::clone(session), reading.clone());
    let work = move |_: &Cancel| {
        let whole = shared.whole(&reading)?;
        let (series, calendar) = (&whole.built.series, &whole.built.calendar);
        let first = series.iter().map(|series| series.first).min().unwrap_or_default();
        let last = series.iter().map(|series| series.next() - 1).max().unwrap_or_default();
        let noun = calendar.grain.as_str();
        let told = match series.as_slice() {
            [one] => counted(one.values.len() as u64, noun),
            many => format!("{} series by {noun}", grouped(many.len() as u64)),
        };
        let told = format!("{told}, {} to {}", calendar.label(first), calendar.label(last));
        let mut hasher = Sha256::new();
        for one in series {
            hasher.update(one.name.as_bytes());
            for value in &one.values {
                hasher.update(value.unwrap_or(f64::NAN).to_bits().to_be_bytes());
            }
        }
        Ok(Done::new(Found { series: series.len(), digest: short(&hasher.finalize()) }, told))
    };
    context.step("build", "Cut time into periods", &inputs, work).await
}

/// Back-tests the methods on each series and forecasts it by the best.
pub(crate) async fn forecast(
    context: &Context,
    session: &Arc<Session>,
    reading: &Reading,
    found: &Found,
) -> Result<Vec<PartDone>, Stop> {
    let count = parts(found.series);
    let mut done = Vec::with_capacity(count);
    for number in 0..count {
        let places = places(found.series, number);
        let (first, last) = (places.start + 1, places.end);
        let title = match (found.series, last - places.start) {
            (1, _) => "Back-test the methods and forecast".to_owned(),
            (all, 1) => format!("Back-test and forecast series {first} of {all}"),
            (all, _) => format!("Back-test and forecast series {first} to {last} of {all}"),
        };
        let inputs = (&session.options, reading, found, number);
        let (shared, reading, of) = (Arc::clone(session), reading.clone(), found.series);
        let work = move |cancel: &Cancel| {
            let whole = shared.whole(&reading)?;
            let part = shared.part(&reading, number, cancel)?;
            let refused =
                part.iter().find_map(|outcome| Some((outcome.place, outcome.result.as_ref().err().copied()?)));
            let forecast = part.iter().filter(|outcome| outcome.result.is_ok()).count();
            let mut told = summary::told(&part, &whole.built);
            if of > 1 {
                told = format!("{} % done. {told}", last * 100 / of);
            }
            Ok(Done::new(PartDone { forecast, refused, digest: digest(&part) }, told))
        };
        done.push(context.step(&format!("forecast-{:02}", number + 1), &title, &inputs, work).await?);
    }
    if done.iter().all(|part| part.forecast == 0) {
        return Err(refused(session, reading, &done).await?);
    }
    Ok(done)
}

/// Writes the files and sums up.
pub(crate) async fn write(
    context: &Context,
    session: &Arc<Session>,
    reading: &Reading,
    done: &[PartDone],
) -> Result<Summary, Stop> {
    let inputs = (&session.options, reading, done);
    let (shared, reading, done) = (Arc::clone(session), reading.clone(), done.to_vec());
    let work = move |cancel: &Cancel| {
        let whole = shared.whole(&reading)?;
        let outcomes = outcomes(&shared, &reading, &done, cancel)?;
        let table = shared.table(&reading);
        let summary = Summary::of(&shared.options, &reading, &table, &whole, &outcomes);
        let artifacts = vec![
            NewArtifact::csv("forecast.csv", files::forecast(&whole, &outcomes)),
            NewArtifact::csv("history.csv", files::history(&whole, &outcomes)),
            NewArtifact::csv("backtest.csv", files::backtest(&whole, &outcomes)),
        ];
        let told = format!(
            "{} ahead for {}",
            counted(whole.horizon as u64, whole.built.calendar.grain.as_str()),
            counted_series(outcomes.iter().filter(|outcome| outcome.result.is_ok()).count())
        );
        Ok(Done { value: summary, summary: told, artifacts })
    };
    context.step("write", "Write the forecast", &inputs, work).await
}

/// Draws the charts.
pub(crate) async fn draw(
    context: &Context,
    session: &Arc<Session>,
    reading: &Reading,
    done: &[PartDone],
) -> Result<(), Stop> {
    let inputs = (&session.options, reading, done);
    let (shared, reading, done) = (Arc::clone(session), reading.clone(), done.to_vec());
    let work = move |cancel: &Cancel| {
        let whole = shared.whole(&reading)?;
        let outcomes = outcomes(&shared, &reading, &done, cancel)?;
        let value = source::title(&shared.table(&reading), reading.roles.value);
        let artifacts = chart::charts(&whole, &outcomes, &value, shared.options.level);
        Ok(Done { value: (), summary: counted(artifacts.len() as u64, "chart"), artifacts })
    };
    context.step("draw", "Draw the charts", &inputs, work).await
}

/// All outcomes, in the order of the series; the journal's digests prove that they are those found before.
fn outcomes(session: &Session, reading: &Reading, done: &[PartDone], cancel: &Cancel) -> Result<Vec<Outcome>, Stop> {
    let mut all = Vec::new();
    for (number, done) in done.iter().enumerate() {
        let part = session.part(reading, number, cancel)?;
        if digest(&part) != done.digest {
            let message = "The forecasts worked out after a restart are not those found before it.";
            return Err(Failure::new("internal", message).into());
        }
        all.extend(part.iter().cloned());
    }
    Ok(all)
}

/// The failure of a run in which no series can be forecast.
async fn refused(session: &Arc<Session>, reading: &Reading, done: &[PartDone]) -> Result<Stop, Stop> {
    let Some((place, refusal)) = done.iter().find_map(|part| part.refused) else {
        return Err(Stop::Lost);
    };
    let (shared, reading) = (Arc::clone(session), reading.clone());
    let whole = tokio::task::spawn_blocking(move || shared.whole(&reading)).await.map_err(|_| Stop::Lost)??;
    let built = &whole.built;
    let more = if built.series.len() > 1 { " None of the series can be forecast." } else { "" };
    let (code, reason) = summary::refused(refusal, &built.series[place], &built.calendar);
    Ok(Failure::new(code, format!("{reason}{more}")).into())
}

pub(crate) fn counted_series(count: usize) -> String {
    format!("{} series", grouped(count as u64))
}

fn digest(part: &[Outcome]) -> String {
    let mut hasher = Sha256::new();
    for outcome in part {
        match &outcome.result {
            Err(refusal) => hasher.update([*refusal as u8]),
            Ok(forecast) => {
                hasher.update(forecast.scores[0].candidate.method.as_str().as_bytes());
                for point in &forecast.points {
                    for value in [point.value, point.low, point.high] {
                        hasher.update(value.to_bits().to_be_bytes());
                    }
                }
            }
        }
    }
    short(&hasher.finalize())
}

fn short(digest: &[u8]) -> String {
    u64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default()).to_string()
}
