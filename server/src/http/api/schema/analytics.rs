//! What runs come to, by day and by agent.

use utoipa::ToSchema;

use super::RunSums;

/// What your runs come to within some days, today among them.
#[derive(Debug, ToSchema)]
pub struct Analytics {
    /// From when on runs count: the beginning of the first day in your time zone.
    #[schema(format = DateTime)]
    pub since: String,
    /// Until when.
    #[schema(format = DateTime)]
    pub until: String,
    /// How many days.
    #[schema(example = 30)]
    pub days: u32,
    /// By whose days it is counted: the time zone of your account, UTC unless you chose another.
    #[schema(example = "Europe/Berlin")]
    pub time_zone: String,
    /// The one agent that it is about; null for all.
    #[schema(required)]
    pub agent: Option<String>,
    /// All of them.
    pub total: RunSums,
    /// As many days before those, to compare with.
    pub before: RunSums,
    /// Every day, oldest first; also those on which nothing was started.
    pub by_day: Vec<DayRuns>,
    /// The agents, the most used first: at most fifty, and where there are more, the rest as the last one.
    pub by_agent: Vec<AgentRuns>,
    /// What the days ahead are expected to cost; null where less than four weeks are known.
    #[schema(required)]
    pub forecast: Option<CostForecast>,
    /// Where something was saved or can be.
    pub hints: Vec<Hint>,
}

/// The runs that were started on a day.
#[derive(Debug, ToSchema)]
pub struct DayRuns {
    /// The day in your time zone.
    #[schema(format = Date, example = "2026-11-21")]
    pub day: String,
    /// What they come to.
    #[serde(flatten)]
    pub sums: RunSums,
}

/// The runs of an agent.
#[derive(Debug, ToSchema)]
pub struct AgentRuns {
    /// Its name in addresses; null where it is listed no more, and for the rest.
    #[schema(required, example = "data-cleaning")]
    pub agent_slug: Option<String>,
    /// Its name; null for the rest.
    #[schema(required, example = "Data cleaning")]
    pub agent_name: Option<String>,
    /// What they come to.
    #[serde(flatten)]
    pub sums: RunSums,
}

/// What the days ahead are expected to cost.
#[derive(Debug, ToSchema)]
pub struct CostForecast {
    /// How it was made: of five methods, the one that was off least at points of the past.
    pub method: ForecastMethod,
    /// How many of a hundred values the intervals are to hold.
    #[schema(example = 80)]
    pub level: u8,
    /// The first day that was learned from; the last one was yesterday.
    #[schema(format = Date, example = "2026-08-20")]
    pub learned_since: String,
    /// How many days that is.
    #[schema(example = 93)]
    pub learned_days: u32,
    /// At how many points of the past the methods were compared.
    #[schema(example = 11)]
    pub tested_at: u32,
    /// How far the chosen one was off a day's cost there, on average.
    #[schema(example = 2_400_000)]
    pub mean_error_microcredits: i64,
    /// All of the days ahead together.
    pub total: ExpectedCost,
    /// Each of them, today first.
    pub by_day: Vec<DayExpected>,
    /// The last of the days that were learned from, oldest first, yesterday last.
    pub past: Vec<DayCost>,
}

/// What a day did cost.
#[derive(Debug, ToSchema)]
pub struct DayCost {
    /// The day in your time zone.
    #[schema(format = Date, example = "2026-11-20")]
    pub day: String,
    /// What its runs cost.
    #[schema(example = 8_000_000)]
    pub charged_microcredits: i64,
}

/// What something is expected to cost.
#[derive(Debug, ToSchema)]
pub struct ExpectedCost {
    /// What is expected.
    #[schema(example = 96_000_000)]
    pub expected_microcredits: i64,
    /// The lower end of the interval.
    #[schema(example = 71_000_000)]
    pub low_microcredits: i64,
    /// The upper end.
    #[schema(example = 121_000_000)]
    pub high_microcredits: i64,
}

/// What a day is expected to cost.
#[derive(Debug, ToSchema)]
pub struct DayExpected {
    /// The day in your time zone.
    #[schema(format = Date, example = "2026-11-21")]
    pub day: String,
    /// What it is expected to cost.
    #[serde(flatten)]
    pub cost: ExpectedCost,
}

/// How a forecast was made.
#[derive(Debug, ToSchema)]
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

/// Where something was saved, or can be. Which members stand beside `kind` depends on it.
#[derive(Debug, ToSchema)]
pub struct Hint {
    /// Which.
    pub kind: HintKind,
    /// How many runs (all but `expiring`).
    #[schema(nullable = false, example = 3)]
    pub runs: Option<u64>,
    /// What the runs cost whose answers those got (`served`).
    #[schema(nullable = false, example = 12_000_000)]
    pub saved_microcredits: Option<i64>,
    /// What they cost (`repeated`).
    #[schema(nullable = false, example = 8_000_000)]
    pub charged_microcredits: Option<i64>,
    /// The most frequent reason, a stable word (`failed`).
    #[schema(nullable = false, example = "not_a_table")]
    pub code: Option<String>,
    /// How many of them had it (`failed`).
    #[schema(nullable = false, example = 2)]
    pub of_code: Option<u64>,
    /// The agent with which it was the most frequent; null where it is listed no more (`failed`).
    #[schema(example = "data-cleaning")]
    pub agent_slug: Option<String>,
    /// Its name (`failed`).
    #[schema(nullable = false, example = "Data cleaning")]
    pub agent_name: Option<String>,
    /// How many credits (`expiring`).
    #[schema(nullable = false, example = 40_000_000)]
    pub amount_microcredits: Option<i64>,
    /// When the first of them go (`expiring`).
    #[schema(nullable = false, format = DateTime)]
    pub at: Option<String>,
}

/// What a hint is about.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HintKind {
    /// Runs that were answered from an equal one of the hour before, and cost nothing.
    Served,
    /// Runs that were worked and paid although an equal one had succeeded before, of versions whose answer is always the
    /// same.
    Repeated,
    /// Runs that failed, and cost nothing.
    Failed,
    /// Credits that will be gone unless they are spent before.
    Expiring,
}
