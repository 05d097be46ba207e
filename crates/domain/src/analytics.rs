//! What an owner's runs come to by day and by agent, what to expect of the days ahead, and where something can be saved.

use serde::Serialize;

use crate::credits::Credits;
use crate::run::RunSums;
use crate::time::{Day, Timestamp};

/// Days that can be looked at.
pub const MAX_DAYS: u32 = 365;
/// Days that are looked at unless others are asked for.
pub const DEFAULT_DAYS: u32 = 30;
/// How many of a hundred values the intervals of a forecast are to hold.
pub const FORECAST_LEVEL: u8 = 80;

/// What an owner's runs come to within some days, today among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Analytics {
    /// From when on runs count: the beginning of the first day where the viewer is.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Days.
    pub days: u32,
    /// By whose days it is counted: a name of the IANA database.
    pub time_zone: String,
    /// The one agent that it is about, by its name in addresses.
    pub agent: Option<String>,
    /// All of them.
    pub total: RunSums,
    /// As many days before those, to compare with.
    pub before: RunSums,
    /// Every day, oldest first; also those on which nothing was started.
    pub by_day: Vec<DayRuns>,
    /// The agents, the most used first; at most fifty, with the rest as the last one.
    pub by_agent: Vec<AgentRuns>,
    /// What the days ahead are expected to cost; `None` where the history is too short to say.
    pub forecast: Option<Forecast>,
    /// Where something was saved or can be.
    pub hints: Vec<Hint>,
}

/// The runs that were started on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DayRuns {
    /// The day where the viewer is.
    pub day: Day,
    /// What they come to.
    #[serde(flatten)]
    pub sums: RunSums,
}

/// The runs of an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgentRuns {
    /// Its name in addresses; `None` where it is listed no more, and for the rest.
    pub agent_slug: Option<String>,
    /// Its name; `None` for the rest.
    pub agent_name: Option<String>,
    /// What they come to.
    #[serde(flatten)]
    pub sums: RunSums,
}

/// What the days ahead are expected to cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// How it was made.
    pub method: ForecastMethod,
    /// How many of a hundred values the intervals are to hold.
    pub level: u8,
    /// From which day on the past was learned from, and how many days of it: whole days, until yesterday.
    pub learned_since: Day,
    /// How many.
    pub learned_days: u32,
    /// At how many points of the past the methods were compared.
    pub tested_at: u32,
    /// How far the chosen one was off a day's cost there, on average.
    #[serde(rename = "mean_error_microcredits")]
    pub mean_error: Credits,
    /// All of the days ahead together.
    pub total: Expected,
    /// Each of them, today first.
    pub by_day: Vec<DayExpected>,
    /// The last of the days that were learned from, oldest first, yesterday last.
    pub past: Vec<DayCost>,
}

/// What a day did cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DayCost {
    /// The day where the viewer is.
    pub day: Day,
    /// What its runs cost.
    #[serde(rename = "charged_microcredits")]
    pub charged: Credits,
}

/// What something is expected to cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// What is expected.
    #[serde(rename = "expected_microcredits")]
    pub expected: Credits,
    /// The lower end of the interval.
    #[serde(rename = "low_microcredits")]
    pub low: Credits,
    /// The upper end.
    #[serde(rename = "high_microcredits")]
    pub high: Credits,
}

/// What a day is expected to cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DayExpected {
    /// The day where the viewer is.
    pub day: Day,
    /// What it is expected to cost.
    #[serde(flatten)]
    pub cost: Expected,
}

/// How a forecast was made: those that need little history and nothing but it, from simple to rich.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ForecastMethod {
    /// The last day again.
    Naive,
    /// The same day of the last week again.
    SeasonalNaive,
    /// The line from the first day through the last.
    Drift,
    /// A mean in which later days weigh more.
    ExponentialSmoothing,
    /// That mean and half of the trend, with the week's shape.
    Theta,
}

/// Where something was saved, or can be. Each is counted from what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Hint {
    /// Runs that were answered from an equal one of the hour before, and cost nothing.
    Served {
        /// How many.
        runs: u64,
        /// What the runs cost whose answers they got.
        #[serde(rename = "saved_microcredits")]
        saved: Credits,
    },
    /// Runs that were worked and paid although an equal one had succeeded before, of versions whose answer is always the
    /// same. Runs whose content is erased are not compared.
    Repeated {
        /// How many.
        runs: u64,
        /// What they cost.
        #[serde(rename = "charged_microcredits")]
        charged: Credits,
    },
    /// Runs that failed, and cost nothing.
    Failed {
        /// How many.
        runs: u64,
        /// The most frequent reason: a stable word.
        code: String,
        /// How many of them had it.
        of_code: u64,
        /// The agent with which it was the most frequent, by its name in addresses, where it is listed.
        agent_slug: Option<String>,
        /// Its name.
        agent_name: String,
    },
    /// Credits that will be gone unless they are spent before.
    Expiring {
        /// How many.
        #[serde(rename = "amount_microcredits")]
        amount: Credits,
        /// When the first of them go.
        at: Timestamp,
    },
}
