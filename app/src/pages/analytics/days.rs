//! The charts of runs and of credits over time: by day, or by week where there are more days than a chart has room for.

use domain::analytics::{Analytics, DayRuns};
use domain::credits::Credits;
use domain::time::{Day, Micros};
use leptos::prelude::*;

use crate::format;
use crate::text::analytics as words;
use crate::ui::chart::columns::{Column, Columns, Layer};
use crate::ui::chart::{Described, Table, Tone, drawn};
use crate::ui::panel::Panel;

/// Days that are drawn one by one.
const BY_DAY: usize = 92;

/// What a column stands for.
struct Bin {
    label: String,
    when: String,
    runs: u64,
    worked: u64,
    cached: u64,
    failed: u64,
    open: u64,
    charged: Credits,
}

/// Both charts, one below the other.
#[component]
pub(super) fn Days(
    /// What is known.
    analytics: Analytics,
) -> impl IntoView {
    let is_weekly = analytics.by_day.len() > BY_DAY;
    let bins = bins(&analytics.by_day, is_weekly);
    let days = analytics.days;
    let runs = runs(&bins, table(&analytics.by_day), analytics.total.runs, days);
    let cost = cost(&bins, table(&analytics.by_day), analytics.total.charged, days);
    view! {
        <Panel id="runs" title=words::runs_chart(is_weekly)>
            {runs}
        </Panel>
        <Panel id="cost" title=words::cost_chart(is_weekly)>
            {cost}
        </Panel>
    }
}

fn bins(days: &[DayRuns], is_weekly: bool) -> Vec<Bin> {
    let mut bins: Vec<(Day, Bin)> = Vec::new();
    for DayRuns { day, sums } in days {
        let first = if is_weekly { day.monday() } else { *day };
        if bins.last().is_none_or(|(last, _)| *last != first) {
            let when = if is_weekly { words::week_of(&first.long()) } else { first.long() };
            let (label, charged) = (first.short(), Credits::ZERO);
            bins.push((first, Bin { label, when, runs: 0, worked: 0, cached: 0, failed: 0, open: 0, charged }));
        }
        let Some((_, bin)) = bins.last_mut() else { continue };
        bin.runs += sums.runs;
        bin.worked += sums.succeeded.saturating_sub(sums.cached);
        bin.cached += sums.cached;
        bin.failed += sums.finished.saturating_sub(sums.succeeded);
        bin.open += sums.runs.saturating_sub(sums.finished);
        bin.charged = bin.charged.plus(sums.charged).unwrap_or(bin.charged);
    }
    bins.into_iter().map(|(_, bin)| bin).collect()
}

fn runs(bins: &[Bin], table: Table, sum: u64, days: u32) -> impl IntoView + use<> {
    let busiest = bins.iter().max_by_key(|bin| bin.runs);
    let told = busiest.map(|bin| words::runs_told(sum, days, &bin.when, bin.runs)).unwrap_or_default();
    let described = Described { id: "runs-chart", title: words::RUNS.to_owned(), told, table };
    let layer = |name: &str, tone, get: fn(&Bin) -> u64| {
        let values = bins.iter().map(|bin| count(get(bin))).collect();
        Layer { name: name.to_owned(), tone, values }
    };
    let layers = vec![
        layer(words::WORKED, Tone::Main, |bin| bin.worked),
        layer(words::FROM_CACHE, Tone::Second, |bin| bin.cached),
        layer(words::NOT_SUCCEEDED, Tone::Bad, |bin| bin.failed),
        layer(words::UNDER_WAY, Tone::Quiet, |bin| bin.open),
    ];
    let column = |bin: &Bin| {
        let parts = [
            (words::WORKED, bin.worked),
            (words::FROM_CACHE, bin.cached),
            (words::NOT_SUCCEEDED, bin.failed),
            (words::UNDER_WAY, bin.open),
        ];
        Column { label: bin.label.clone(), told: words::column(&bin.when, bin.runs, &parts) }
    };
    let columns = bins.iter().map(column).collect();
    view! { <Columns described=described columns=columns layers=layers tell=tell whole=true/> }
}

fn cost(bins: &[Bin], table: Table, sum: Credits, days: u32) -> impl IntoView + use<> {
    let dearest = bins.iter().max_by_key(|bin| bin.charged);
    let told = dearest.map(|bin| words::cost_told(sum, days, &bin.when, bin.charged)).unwrap_or_default();
    let described = Described { id: "cost-chart", title: words::SPENT.to_owned(), told, table };
    let values = bins.iter().map(|bin| credits(bin.charged)).collect();
    let layers = vec![Layer { name: words::CREDITS.to_owned(), tone: Tone::Main, values }];
    let column = |bin: &Bin| Column { label: bin.label.clone(), told: words::cost_column(&bin.when, bin.charged) };
    let columns = bins.iter().map(column).collect();
    view! { <Columns described=described columns=columns layers=layers tell=tell/> }
}

/// Every day with its figures, the newest first.
fn table(days: &[DayRuns]) -> Table {
    let columns = [words::DAY, words::RUNS, words::SUCCESS, words::FROM_CACHE, words::CREDITS, words::MEAN_TIME];
    let row = |DayRuns { day, sums }: &DayRuns| {
        vec![
            day.long(),
            format::count(sums.runs),
            sums.success_per_mille.map_or_else(|| words::NONE.to_owned(), format::per_mille),
            format::count(sums.cached),
            sums.charged.shown_up(),
            sums.mean_time_us.map_or_else(|| words::NONE.to_owned(), |us| format::duration(Micros(us))),
        ]
    };
    Table { columns: columns.map(str::to_owned).into(), rows: days.iter().rev().map(row).collect() }
}

/// A count as a chart draws it.
pub(super) fn count(number: u64) -> f64 {
    drawn(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Credits as a chart draws them.
pub(super) fn credits(amount: Credits) -> f64 {
    drawn(amount.micro()) / drawn(domain::credits::MICRO)
}

/// A value of the axis, of runs as of credits.
#[expect(clippy::cast_possible_truncation, reason = "a tick stands at a round number")]
pub(super) fn tell(value: f64) -> String {
    Credits::from_micro((value * drawn(domain::credits::MICRO)).round() as i64).shown_up()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::run::RunTally;

    #[test]
    fn many_days_are_drawn_as_weeks_from_monday() {
        let one = RunTally { runs: 2, finished: 2, succeeded: 1, charged: Credits::whole(4), ..RunTally::default() };
        // 1970-01-05 was a Monday.
        let days: Vec<DayRuns> =
            (0..10).map(|number| DayRuns { day: Day::from_number(number), sums: one.sums() }).collect();
        let weeks = bins(&days, true);
        let told: Vec<(&str, u64, u64, Credits)> =
            weeks.iter().map(|bin| (bin.label.as_str(), bin.runs, bin.failed, bin.charged)).collect();
        let credits = Credits::whole;
        assert_eq!(told, [("29 Dec", 8, 4, credits(16)), ("5 Jan", 12, 6, credits(24))]);
        assert_eq!(bins(&days, false).len(), 10);
        assert_eq!(table(&days).rows[0][0], "Sat 10 Jan 1970");
    }

    #[test]
    fn ticks_are_told_as_amounts() {
        assert_eq!([0.0, 0.5, 20.0, 1_500.0].map(tell), ["0", "0.50", "20", "1,500"]);
    }
}
