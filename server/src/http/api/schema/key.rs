//! API keys.

use utoipa::ToSchema;

/// A key without its text.
#[derive(Debug, ToSchema)]
pub struct ApiKey {
    /// The key.
    #[schema(example = "key_01kajk8tz7f0v9m3q2x5c6d8e1")]
    pub id: String,
    /// As you call it.
    #[schema(example = "Nightly import")]
    pub name: String,
    /// The beginning of its text, by which you know it again.
    #[schema(example = "gh_live_4xYz")]
    pub hint: String,
    /// What it may be used for.
    pub scopes: Vec<KeyScope>,
    /// Requests a minute at most, below the limit of your plan.
    #[schema(required, example = 5)]
    pub requests_per_minute: Option<u32>,
    /// What its runs may cost.
    #[schema(required)]
    pub cap: Option<KeyCap>,
    /// What its runs cost this month (UTC), open holds among it.
    #[schema(example = 4_000_000)]
    pub spent_this_month_microcredits: i64,
    /// What its runs cost altogether, open holds among it.
    #[schema(example = 12_000_000)]
    pub spent_microcredits: i64,
    /// When it was made.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// It is over then.
    #[schema(format = DateTime, required)]
    pub expires_at: Option<String>,
    /// When it was last used, to the minute.
    #[schema(format = DateTime, required)]
    pub last_used_at: Option<String>,
}

/// All live keys of one owner.
#[derive(Debug, ToSchema)]
pub struct ApiKeyList {
    /// The keys, the newest first.
    pub data: Vec<ApiKey>,
}

/// A key with its text, which is told this once.
#[derive(Debug, ToSchema)]
pub struct MadeApiKey {
    /// The key.
    pub key: ApiKey,
    /// Its text: `gh_live_`, 43 digits of base 62, and 6 that check what stands before.
    #[schema(
        pattern = "^gh_live_[0-9A-Za-z]{49}$",
        example = "gh_live_EXAMPLEexampleEXAMPLEexampleEXAMPLEexampleEXAMPLE"
    )]
    pub token: String,
}

/// What a key may be used for.
#[derive(Debug, ToSchema)]
pub enum KeyScope {
    /// Who you are, and how your account is used.
    #[serde(rename = "account:read")]
    AccountRead,
    /// Runs with their events and files.
    #[serde(rename = "runs:read")]
    RunsRead,
    /// Starting, stopping and deleting runs; spends credits.
    #[serde(rename = "runs:write")]
    RunsWrite,
    /// Balance and transactions.
    #[serde(rename = "credits:read")]
    CreditsRead,
}

/// What the runs of a key may cost.
#[derive(Debug, ToSchema)]
pub struct KeyCap {
    /// In millionths of a credit.
    #[schema(minimum = 0, example = 50_000_000)]
    pub microcredits: i64,
    /// Within which time.
    pub period: CapPeriod,
}

/// The time in which a cap counts.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CapPeriod {
    /// Each calendar month, in UTC.
    Month,
    /// For as long as the key lives.
    Total,
}

/// A key to be made.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Nightly import", "scopes": ["runs:read", "runs:write"], "expires_at": "2027-11-21T00:00:00Z",
    "cap": {"microcredits": 50_000_000, "period": "month"}, "requests_per_minute": 5,
}))]
pub struct NewApiKey {
    /// How you call it; none of your other keys is called so.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// What it may be used for.
    #[schema(min_items = 1)]
    pub scopes: Vec<KeyScope>,
    /// It is over then; without, it has no end.
    #[schema(format = DateTime)]
    pub expires_at: Option<String>,
    /// What its runs may cost; without, as much as you have.
    pub cap: Option<KeyCap>,
    /// Requests a minute at most; without, as many as your plan gives.
    #[schema(minimum = 1, maximum = 10_000)]
    pub requests_per_minute: Option<u32>,
}

/// What is to be changed of a key.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Weekly import", "cap": null}))]
pub struct ChangedApiKey {
    /// How you call it.
    #[schema(nullable = false, min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// What it may be used for.
    #[schema(nullable = false, min_items = 1)]
    pub scopes: Option<Vec<KeyScope>>,
    /// It is over then; null takes the end away.
    #[schema(format = DateTime)]
    pub expires_at: Option<String>,
    /// What its runs may cost; null takes the cap away.
    pub cap: Option<KeyCap>,
    /// Requests a minute at most; null takes the limit away.
    #[schema(minimum = 1, maximum = 10_000)]
    pub requests_per_minute: Option<u32>,
}
