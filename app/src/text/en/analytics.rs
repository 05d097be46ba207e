//! The page of what one's runs come to.

use domain::analytics::{FORECAST_LEVEL, ForecastMethod};
use domain::credits::Credits;

use crate::format;
use crate::text::money;

pub const TITLE: &str = "Analytics";
pub const EMPTY_TITLE: &str = "Nothing to add up yet";
pub const EMPTY: &str = "Once you have run an agent, its runs, what they cost and how they went show here by day.";
pub const EMPTY_ACTION: &str = "Browse agents";
pub const FILTERS: &str = "Days and agent";
pub const PERIOD: &str = "Period";
pub const DAYS: &str = "Days";
pub const AGENT: &str = "Agent";
pub const ANY_AGENT: &str = "All agents";
pub const APPLY: &str = "Show";
pub const EXPORT: &str = "Export";
pub const MISREAD: &str = "The marked fields cannot be read, so nothing is shown.";
pub const FIGURES: &str = "In all";
pub const RUNS: &str = "Runs";
pub const SUCCESS: &str = "Success rate";
pub const SPENT: &str = "Spent";
pub const MEAN_TIME: &str = "Mean time";
pub const NONE: &str = "–";
pub const NOTHING_TITLE: &str = "No runs in these days";
pub const NOTHING: &str = "Choose a longer period or another agent.";
pub const LONGER: &str = "Show a year";
pub const WORKED: &str = "Succeeded";
pub const FROM_CACHE: &str = "Answered from cache";
pub const NOT_SUCCEEDED: &str = "Not succeeded";
pub const UNDER_WAY: &str = "Under way";
pub const DAY: &str = "Day";
pub const CREDITS: &str = "Credits";
pub const EXPECTED: &str = "Expected";
pub const LOW: &str = "At least";
pub const HIGH: &str = "At most";
pub const AGENTS: &str = "By agent";
pub const REST: &str = "All others";
pub const SAVE: &str = "Where you can save";
pub const SAVE_NOTHING: &str = "Nothing stands out in these days.";
pub const AHEAD: &str = "What to expect";
pub const AHEAD_TOO_SOON: &str =
    "A forecast needs four weeks since your first run. It will show here, with its method and how sure it is.";
pub const PAST: &str = "Spent";
pub const SEE_RUNS: &str = "See these runs";
pub const SEE_CREDITS: &str = "See your credits";

pub fn lead(time_zone: &str) -> String {
    format!("What your runs come to: how many, what they cost, how they went. Days are those of {time_zone}.")
}

/// A period, as a tab says it.
pub fn period(days: u32) -> String {
    match days {
        365 => "1 year".to_owned(),
        days => format!("{days} days"),
    }
}

/// How a count or an amount compares with the one before, in thousandths of it.
pub fn against(change: Option<i64>, days: u32) -> String {
    let span = if days == 1 { "the day before".to_owned() } else { format!("the {days} days before") };
    match change {
        None => format!("none in {span}"),
        Some(0) => format!("as in {span}"),
        Some(change) => {
            let sign = if change > 0 { '+' } else { '\u{2212}' };
            let share = u32::try_from(change.unsigned_abs()).unwrap_or(u32::MAX);
            format!("{sign}{} against {span}", format::per_mille(share))
        }
    }
}

pub fn runs_chart(is_weekly: bool) -> &'static str {
    if is_weekly { "Runs by week" } else { "Runs by day" }
}

pub fn cost_chart(is_weekly: bool) -> &'static str {
    if is_weekly { "Credits by week" } else { "Credits by day" }
}

/// A week, by its Monday.
pub fn week_of(day: &str) -> String {
    format!("Week of {day}")
}

/// What a column of runs says on hover.
pub fn column(when: &str, runs: u64, parts: &[(&str, u64)]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{} {}", format::count(*count), name.to_lowercase()))
        .collect();
    let more = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    format!("{when}: {}{more}", crate::text::history::found(runs))
}

pub fn cost_column(when: &str, charged: Credits) -> String {
    format!("{when}: {}", money::credits(charged, &charged.shown_up()))
}

pub fn runs_told(runs: u64, days: u32, busiest: &str, most: u64) -> String {
    format!(
        "Columns of {} over {days} days. The most, {}, were started on {busiest}.",
        crate::text::history::found(runs),
        format::count(most)
    )
}

pub fn cost_told(charged: Credits, days: u32, dearest: &str, most: Credits) -> String {
    format!(
        "Columns of {} over {days} days. The most, {}, were spent on {dearest}.",
        money::credits(charged, &charged.shown_up()),
        money::credits(most, &most.shown_up())
    )
}

pub fn ahead_title(days: usize) -> String {
    format!("Expected for the next {days} days")
}

pub fn between(low: Credits, high: Credits) -> String {
    format!("probably between {} and {}", low.shown_down(), money::credits(high, &high.shown_up()))
}

pub fn band() -> String {
    format!("{FORECAST_LEVEL} of 100 days lie in here")
}

pub fn ahead_told(days: usize, expected: Credits) -> String {
    format!(
        "A line of what was spent each day, then of what is expected for {days} days, {} in all, with a band around it.",
        money::credits(expected, &expected.shown_up())
    )
}

pub const fn method(method: ForecastMethod) -> &'static str {
    match method {
        ForecastMethod::Naive => "Last value",
        ForecastMethod::SeasonalNaive => "Seasonal naive",
        ForecastMethod::Drift => "Drift",
        ForecastMethod::ExponentialSmoothing => "Exponential smoothing",
        ForecastMethod::Theta => "Theta",
    }
}

pub const fn method_told(method: ForecastMethod) -> &'static str {
    match method {
        ForecastMethod::Naive => "every day is expected to cost what yesterday did",
        ForecastMethod::SeasonalNaive => "every day is expected to cost what the same day of last week did",
        ForecastMethod::Drift => "the line from your first day through yesterday goes on",
        ForecastMethod::ExponentialSmoothing => "a mean of your days in which later ones weigh more goes on",
        ForecastMethod::Theta => {
            "a mean of your days in which later ones weigh more, with half of the trend and the shape of your week, goes on"
        }
    }
}

/// How a forecast was made, and how far it may be off.
pub fn how(by: ForecastMethod, learned_days: u32, tested_at: u32, mean_error: Credits) -> String {
    format!(
        "Method: {}: {}. It is the one of five methods that was off least when they were tried at {tested_at} points of your \
         last {learned_days} days: by {} a day on average. The ranges are as wide as the errors made there.",
        method(by),
        method_told(by),
        money::credits(mean_error, &mean_error.shown_up())
    )
}

pub fn served(runs: u64, saved: Credits) -> String {
    format!(
        "{} answered from an equal run of the hour before, for nothing. Worked again, {} have cost {}.",
        were(runs),
        if runs == 1 { "it would" } else { "they would" },
        money::credits(saved, &saved.shown_up())
    )
}

pub fn repeated(runs: u64, charged: Credits) -> String {
    format!(
        "{} worked again though an equal one had succeeded before, for {}. The agent's answer is always the same: open the \
         earlier run, or leave “{}” unticked, which costs nothing within the hour.",
        were(runs),
        money::credits(charged, &charged.shown_up()),
        crate::text::console::ANEW
    )
}

/// `of_code` of them for the same reason.
pub fn failed(runs: u64, of_code: u64, agent: &str) -> String {
    let failed = if runs == 1 {
        "1 run failed and cost nothing".to_owned()
    } else {
        format!("{} runs failed and cost nothing", format::count(runs))
    };
    format!("{failed}. Most often with {agent}, {} for this reason:", times(of_code))
}

pub fn expiring(amount: Credits, day: &str) -> String {
    format!(
        "{} will be gone unless you spend them, the first on {day}. Credits that end soonest are spent first.",
        money::credits(amount, &amount.shown_down())
    )
}

fn were(runs: u64) -> String {
    if runs == 1 { "1 run was".to_owned() } else { format!("{} runs were", format::count(runs)) }
}

fn times(count: u64) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{} times", format::count(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_hold_for_one_and_for_many() {
        let four = Credits::whole(4);
        assert!(
            served(1, four).starts_with("1 run was answered")
                && served(1, four).contains("it would have cost 4 credits")
        );
        assert!(served(1_200, four).starts_with("1,200 runs were answered"));
        assert!(failed(1, 1, "Echo").ends_with("with Echo, once for this reason:"));
        assert_eq!(against(Some(-125), 30), "\u{2212}13 % against the 30 days before");
        assert_eq!(
            (against(None, 7), against(Some(0), 1)),
            ("none in the 7 days before".into(), "as in the day before".into())
        );
        assert_eq!(
            column("Sat", 3, &[("Succeeded", 2), ("Under way", 0), ("Not succeeded", 1)]),
            "Sat: 3 runs (2 succeeded, 1 not succeeded)"
        );
    }
}
