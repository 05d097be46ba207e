//! The files: the values ahead, the history as it was used, how every method did.

use crate::native::sales_forecast::number::rounded;
use crate::native::sales_forecast::part::Outcome;
use crate::native::sales_forecast::session::Whole;
use crate::native::table::write::{finish, guarded, writer};

/// A file whose first column, the names, is left out where there are none.
struct File {
    writer: csv::Writer<Vec<u8>>,
    is_named: bool,
}

impl File {
    fn new(whole: &Whole, capacity: usize, header: &[&str]) -> Self {
        let is_named = whole.built.series.iter().any(|series| !series.name.is_empty());
        let mut file = Self { writer: writer(capacity), is_named };
        file.write(header);
        file
    }

    fn write(&mut self, record: &[&str]) {
        // Writing to memory does not fail.
        let _in_memory = self.writer.write_record(record.iter().skip(usize::from(!self.is_named)));
    }

    fn finish(self) -> Vec<u8> {
        finish(self.writer)
    }
}

/// The values ahead, a row for each period of each series.
pub(crate) fn forecast(whole: &Whole, outcomes: &[Outcome]) -> Vec<u8> {
    let mut file = File::new(
        whole,
        outcomes.len() * whole.horizon * 64,
        &["series", "period", "begins", "forecast", "low", "high", "method"],
    );
    let calendar = &whole.built.calendar;
    for outcome in outcomes {
        let Ok(forecast) = &outcome.result else { continue };
        let name = &whole.built.series[outcome.place].name;
        let method = forecast.scores[0].candidate.method.as_str();
        for point in &forecast.points {
            let [value, low, high] = [point.value, point.low, point.high].map(|value| value.to_string());
            let (period, begins) = (calendar.label(point.period), calendar.start(point.period).date().to_string());
            file.write(&[guarded(name, true).as_ref(), &period, &begins, &value, &low, &high, method]);
        }
    }
    file.finish()
}

/// The history as it was used; `filled` says which values nobody measured.
pub(crate) fn history(whole: &Whole, outcomes: &[Outcome]) -> Vec<u8> {
    let mut file = File::new(whole, outcomes.len() * 4_000, &["series", "period", "begins", "value", "filled"]);
    let calendar = &whole.built.calendar;
    for outcome in outcomes {
        let series = &whole.built.series[outcome.place];
        let filled = outcome.result.as_ref().ok().map(|forecast| &forecast.filled);
        for ((period, value), at) in (series.first..).zip(&series.values).zip(0..) {
            let own = value.or_else(|| filled.and_then(|filled| filled.get(at).copied()));
            let own = own.map(|own| rounded(own).to_string()).unwrap_or_default();
            let (label, begins) = (calendar.label(period), calendar.start(period).date().to_string());
            let mark = if value.is_none() { "yes" } else { "" };
            file.write(&[guarded(&series.name, true).as_ref(), &label, &begins, &own, mark]);
        }
    }
    file.finish()
}

/// How every method did in the back-test, the one that is used first.
pub(crate) fn backtest(whole: &Whole, outcomes: &[Outcome]) -> Vec<u8> {
    let header = ["series", "method", "season", "mase", "smape_percent", "mean_absolute_error", "used"];
    let mut file = File::new(whole, outcomes.len() * 600, &header);
    for outcome in outcomes {
        let Ok(forecast) = &outcome.result else { continue };
        let name = &whole.built.series[outcome.place].name;
        for (rank, score) in forecast.scores.iter().enumerate() {
            let mase = score.mase.map(|mase| rounded(mase).to_string()).unwrap_or_default();
            let (smape, mae) = (rounded(score.smape).to_string(), rounded(score.mae).to_string());
            let (method, season) = (score.candidate.method.as_str(), score.candidate.season.to_string());
            let used = if rank == 0 { "yes" } else { "" };
            file.write(&[guarded(name, true).as_ref(), method, &season, &mase, &smape, &mae, used]);
        }
    }
    file.finish()
}
