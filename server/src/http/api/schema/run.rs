//! Runs.

use serde_json::Value;
use utoipa::ToSchema;

use super::Input;

/// A run, as its owner sees it.
#[derive(Debug, ToSchema)]
pub struct Run {
    /// Which.
    #[schema(example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")]
    pub id: String,
    /// The agent's name in addresses.
    pub agent_slug: String,
    /// The agent's name.
    pub agent_name: String,
    /// The version that runs.
    pub version_id: String,
    /// Its number.
    #[schema(example = "1.0.0")]
    pub version: String,
    /// Where it stands.
    pub status: RunStatus,
    /// What it was given; null in lists and once erased.
    #[schema(required)]
    pub input: Option<Input>,
    /// What it gave, as the version's `output_schema` declares it; null in lists.
    #[schema(required)]
    pub output: Option<Value>,
    /// Why it gave nothing.
    #[schema(required)]
    pub failure: Option<Failure>,
    /// What is or was held.
    #[schema(example = 4_000_000)]
    pub ceiling_microcredits: i64,
    /// What was charged, once settled; never above the ceiling.
    #[schema(required)]
    pub charged_microcredits: Option<i64>,
    /// When it was asked for.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When a worker first took it.
    #[schema(format = DateTime, required)]
    pub started_at: Option<String>,
    /// When it reached its final state.
    #[schema(format = DateTime, required)]
    pub finished_at: Option<String>,
    /// How many runs wait before it, while it is queued.
    #[schema(required)]
    pub queue_place: Option<u64>,
    /// The run whose answer this one has, where the cache served it: then it costs nothing.
    #[schema(required)]
    pub cached_from: Option<String>,
    /// Where this run branches from another one: what that had finished is taken over as far as it fits.
    #[schema(required)]
    pub branched_from: Option<BranchedFrom>,
    /// When you chose to keep its content.
    #[schema(format = DateTime, required)]
    pub kept_at: Option<String>,
    /// When its content will be erased; null while it is kept, not over, or erased already.
    #[schema(format = DateTime, required)]
    pub erases_at: Option<String>,
    /// When its content was erased: input, messages, output and files. The rest stays.
    #[schema(format = DateTime, required)]
    pub erased_at: Option<String>,
}

/// Where a run branches from another one.
#[derive(Debug, ToSchema)]
pub struct BranchedFrom {
    /// The other run.
    #[schema(example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")]
    pub run: String,
    /// The key of the last step that may be taken over; null once the content of this run is erased.
    #[schema(example = "recognise-columns", required)]
    pub step: Option<String>,
}

/// From where a run is to branch.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BranchFrom {
    /// An earlier run of yours, of the same version.
    #[schema(example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")]
    pub run: String,
    /// The key of a step that it has finished, as its events tell it.
    #[schema(example = "recognise-columns")]
    pub step: String,
}

/// What some runs come to.
#[derive(Debug, ToSchema)]
pub struct RunSums {
    /// How many were started.
    #[schema(example = 120)]
    pub runs: u64,
    /// How many of them are over.
    #[schema(example = 118)]
    pub finished: u64,
    /// How many of those succeeded.
    #[schema(example = 109)]
    pub succeeded: u64,
    /// How many were answered by the cache.
    #[schema(example = 12)]
    pub cached: u64,
    /// Succeeded of the finished, in thousandths; null where none is finished.
    #[schema(example = 923, required)]
    pub success_per_mille: Option<u32>,
    /// What was charged for them.
    #[schema(example = 436_000_000)]
    pub charged_microcredits: i64,
    /// The mean time from a worker's taking one to its end, in microseconds, of those that were worked.
    #[schema(example = 1_250_000, required)]
    pub mean_time_us: Option<i64>,
}

/// What the runs of a history come to.
#[derive(Debug, ToSchema)]
pub struct RunSummary {
    /// In all.
    pub total: RunSums,
    /// By period, oldest first, without those in which nothing was started; empty without `by`.
    pub periods: Vec<RunPeriod>,
}

/// What the runs of a period come to.
#[derive(Debug, ToSchema)]
pub struct RunPeriod {
    /// When it begins.
    #[schema(format = DateTime)]
    pub begins_at: String,
    /// The runs that were started in it.
    pub sums: RunSums,
}

/// A stretch of the calendar in UTC.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
}

/// As what runs are exported.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma-separated values in UTF-8 (RFC 4180); input and output stand as JSON in their columns.
    Csv,
    /// An object with all runs.
    Json,
}

/// An export.
#[derive(Debug, ToSchema)]
pub struct RunExport {
    /// Newest first, with input and output.
    pub runs: Vec<Run>,
}

/// What the cache of answers did.
#[derive(Debug, ToSchema)]
pub struct CacheReport {
    /// What is counted was started at this time or later.
    #[schema(format = DateTime)]
    pub since: String,
    /// Seconds that an answer serves.
    #[schema(example = 3600)]
    pub serves_seconds: i64,
    /// A line for each listed agent that declares itself deterministic, by its name in addresses.
    pub data: Vec<CacheLine>,
}

/// What the cache did for an agent.
#[derive(Debug, ToSchema)]
pub struct CacheLine {
    /// The agent's name in addresses.
    #[schema(example = "data-cleaning")]
    pub agent_slug: String,
    /// The agent's name.
    #[schema(example = "Data cleaning")]
    pub agent_name: String,
    /// Answers that would serve now.
    #[schema(example = 3)]
    pub entries: u64,
    /// Runs that were answered.
    #[schema(example = 12)]
    pub hits: u64,
    /// Runs that were worked.
    #[schema(example = 88)]
    pub worked: u64,
    /// Answered of all, in thousandths; null where there was none.
    #[schema(example = 120, required)]
    pub hit_per_mille: Option<u32>,
    /// What the answered runs would have cost.
    #[schema(example = 48_000_000)]
    pub saved_microcredits: i64,
}

/// Where a run stands; the last four are final.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    /// Held and waiting for a worker.
    Queued,
    /// A worker is at it.
    Running,
    /// The agent asked a person something.
    AwaitingInput,
    /// The ceiling is reached.
    Paused,
    /// Asked to stop; the worker is finishing.
    Cancelling,
    /// It gave a valid result.
    Succeeded,
    /// It gave none: nothing is charged.
    Failed,
    /// It was stopped.
    Cancelled,
    /// It took longer than its version allows: nothing is charged.
    TimedOut,
}

/// Why a run gave nothing.
#[derive(Debug, ToSchema)]
pub struct Failure {
    /// A stable word.
    pub code: String,
    /// A sentence.
    pub message: String,
}

/// What a run will cost at most. Settlement can only be equal or lower.
#[derive(Debug, ToSchema)]
pub struct Quote {
    /// The version that would run.
    pub version_id: String,
    /// The agent's fee.
    #[schema(example = 4_000_000)]
    pub fee_microcredits: i64,
    /// The most that model use may cost.
    #[schema(example = 0)]
    pub model_ceiling_microcredits: i64,
    /// Both together: what is held.
    #[schema(example = 4_000_000)]
    pub ceiling_microcredits: i64,
    /// The ceiling at the list value of a credit, in millionths of a US dollar.
    #[schema(example = 160_000)]
    pub ceiling_usd_micros: i64,
    /// What can be spent now; null for whoever is not signed in.
    #[schema(required)]
    pub available_microcredits: Option<i64>,
    /// What would be left; below zero where it is too short.
    #[schema(required)]
    pub balance_after_microcredits: Option<i64>,
    /// How many trial runs are left of this agent's, for a device without an account; while there are some, the rest
    /// of the quote is 0. Null for everybody else.
    #[schema(required)]
    pub trial_runs_left: Option<u32>,
}

/// One Server-Sent Event, as a reader of the stream has it.
#[derive(Debug, serde::Serialize, ToSchema)]
pub struct EventFrame {
    /// The event's `seq`: what `Last-Event-ID` goes on after.
    #[schema(example = "2")]
    pub id: String,
    /// An `Event` as JSON.
    pub data: String,
}

/// The `data` of a Server-Sent Event; its `id` is `seq`.
#[derive(Debug, ToSchema)]
#[schema(example = json!({
    "seq": 2, "at": "2026-11-21T09:30:00Z", "v": 1, "type": "step.started",
    "data": {"key": "read", "title": "Read the table"},
}))]
pub struct Event {
    /// Its number in the run, from 0, without gaps.
    pub seq: u64,
    /// When it was stored.
    #[schema(format = DateTime)]
    pub at: String,
    /// The version of the payload's shape.
    pub v: u32,
    /// `noun.verb`; keep what you do not know.
    pub r#type: String,
    /// The payload; null once erased.
    #[schema(required)]
    pub data: Option<Value>,
}
