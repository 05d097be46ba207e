//! What programs asked for.

use utoipa::ToSchema;

/// What your programs asked for within some days.
#[derive(Debug, ToSchema)]
pub struct Usage {
    /// From when on it is counted: the beginning of a day in UTC.
    #[schema(format = DateTime)]
    pub since: String,
    /// Until when.
    #[schema(format = DateTime)]
    pub until: String,
    /// Your plan.
    #[schema(example = "free")]
    pub plan: String,
    /// Requests a minute that it allows; null where it does not count them.
    #[schema(required, example = 10)]
    pub requests_per_minute: Option<u32>,
    /// All of it.
    pub total: Calls,
    /// Each day on which something was asked, the newest first.
    pub by_day: Vec<DayCalls>,
    /// Each agent that was asked for by name, the most asked first.
    pub by_agent: Vec<AgentCalls>,
    /// Each key, the most used first.
    pub by_key: Vec<KeyCalls>,
    /// What was refused or failed, the most frequent first.
    pub errors: Vec<ErrorCalls>,
}

macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field:meta])* $what:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, ToSchema)]
        pub struct $name {
            $($(#[$field])* pub $what: $kind,)*
            /// Requests.
            pub calls: u64,
            /// Those that were refused or failed: answered 400 or above.
            pub errors: u64,
            /// Microseconds until an answer began, on average.
            pub mean_duration_us: u64,
        }
    )*};
}

calls! {
    /// How often something was asked, and how that went.
    Calls {}
    /// The requests of a day.
    DayCalls {
        /// The day in UTC.
        #[schema(format = Date, example = "2026-11-21")]
        day: String,
    }
    /// The requests that concerned an agent.
    AgentCalls {
        /// Its name in addresses; null for what concerned none.
        #[schema(required, example = "data-cleaning")]
        agent: Option<String>,
    }
    /// The requests made with a key.
    KeyCalls {
        /// Which; null for what was asked with access tokens.
        #[schema(required, example = "key_01kajk8tz7f0v9m3q2x5c6d8e1")]
        key_id: Option<String>,
        /// As you call it, or called it.
        #[schema(required, example = "Nightly import")]
        name: Option<String>,
    }
}

/// The requests that were refused or failed for one reason.
#[derive(Debug, ToSchema)]
pub struct ErrorCalls {
    /// The stable word of the refusal.
    #[schema(example = "insufficient_credits")]
    pub code: String,
    /// The status.
    #[schema(example = 402)]
    pub status: u16,
    /// How many.
    pub calls: u64,
    /// When the last one was.
    #[schema(format = DateTime)]
    pub last_at: String,
    /// The last one's id.
    pub last_request_id: String,
}
