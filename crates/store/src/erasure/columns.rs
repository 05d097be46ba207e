//! What becomes of each column of the tenants' tables when the content of a run is erased.
//!
//! Every column stands here, and a test compares this with the schema of both databases: whoever adds one has to say
//! whether it holds what a customer gave a run or got of it. The erasing statements are made from this list.

/// What becomes of a table's rows of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The rows stay; these columns become NULL. `key` names the run.
    Blank {
        /// The column that names the run.
        key: &'static str,
        /// What becomes NULL.
        columns: &'static [&'static str],
    },
    /// The rows go.
    Gone {
        /// The column that names the run.
        key: &'static str,
    },
    /// Nothing in it is content of a run.
    Stays,
}

/// A table of tenants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What becomes of its rows.
    pub fate: Fate,
    /// Every column that is not blanked.
    pub columns: &'static [&'static str],
}

const fn stays(name: &'static str, columns: &'static [&'static str]) -> Table {
    Table { name, fate: Fate::Stays, columns }
}

/// Every table with an `owner_id`.
pub const TABLES: &[Table] = &[
    Table {
        name: "runs",
        fate: Fate::Blank {
            key: "id",
            // The code of a failure is a stable word and stays; its sentence may quote the input.
            columns: &["input", "output", "failure_message", "search_text", "cache_key", "branched_step"],
        },
        columns: &[
            "id",
            "owner_id",
            "actor_id",
            "agent_id",
            "version_id",
            "hold_id",
            "status",
            "is_customers",
            "input_hash",
            "failure_code",
            "ceiling",
            "charged",
            "timeout_seconds",
            "active_us",
            "lease",
            "lease_until",
            "attempt",
            "next_seq",
            "chain_hash",
            "trace_id",
            "created_at",
            "started_at",
            "finished_at",
            "settled_at",
            "deleted_at",
            "kept_at",
            "erased_at",
            "cached_from",
            "branched_from",
        ],
    },
    Table {
        name: "run_events",
        fate: Fate::Blank { key: "run_id", columns: &["payload"] },
        columns: &["run_id", "seq", "owner_id", "name", "stored_at", "v", "payload_hash", "chain_hash"],
    },
    Table {
        name: "run_steps",
        fate: Fate::Gone { key: "run_id" },
        columns: &["run_id", "step_key", "owner_id", "inputs_hash", "output", "output_sha256", "completed_at"],
    },
    Table {
        name: "inherited_steps",
        fate: Fate::Gone { key: "run_id" },
        columns: &["run_id", "step_key", "owner_id", "inputs_hash", "output", "output_sha256", "events"],
    },
    Table {
        name: "artifacts",
        fate: Fate::Gone { key: "run_id" },
        columns: &["run_id", "name", "owner_id", "media_type", "bytes", "sha256", "created_at"],
    },
    Table { name: "run_files", fate: Fate::Gone { key: "run_id" }, columns: &["run_id", "sha256", "owner_id"] },
    // With the content goes what leads to it.
    Table {
        name: "run_shares",
        fate: Fate::Gone { key: "run_id" },
        columns: &["run_id", "owner_id", "token_hash", "shows_input", "shows_files", "created_at"],
    },
    // Content goes when nothing names it any more: `blobs::Blobs::collect`.
    stays("blobs", &["owner_id", "sha256", "content", "created_at"]),
    stays("idempotency_keys", &["owner_id", "operation", "idempotency_key", "digest", "run_id", "created_at"]),
    stays("accounts", &["id", "owner_id", "kind", "asset", "posted", "held", "created_at"]),
    stays("ledger_transactions", &["id", "code", "external_id", "owner_id", "run_id", "memo", "posted_at"]),
    stays(
        "ledger_entries",
        &["transaction_id", "place", "account_id", "owner_id", "asset", "side", "amount", "lot_id"],
    ),
    stays(
        "lots",
        &[
            "id",
            "owner_id",
            "account_id",
            "kind",
            "original",
            "remaining",
            "held",
            "paid_usd",
            "expires_at",
            "created_at",
        ],
    ),
    stays(
        "quotes",
        &["id", "owner_id", "version_id", "creator_id", "fee", "model_ceiling", "creator_percent", "created_at"],
    ),
    stays(
        "holds",
        &[
            "id",
            "owner_id",
            "account_id",
            "quote_id",
            "run_id",
            "amount",
            "reason",
            "status",
            "captured",
            "to_creator_usd",
            "to_platform_usd",
            "created_at",
            "closed_at",
            "key_id",
            "key_month",
        ],
    ),
    stays("second_factors", &["user_id", "owner_id", "sealed", "created_at", "confirmed_at", "last_step"]),
    stays("recovery_codes", &["code_hash", "owner_id", "user_id", "created_at", "used_at"]),
    stays("pending_sign_ins", &["token_hash", "owner_id", "user_id", "tries", "created_at", "expires_at", "ended_at"]),
    stays("ws_tickets", &["ticket_hash", "owner_id", "actor_id", "created_at", "expires_at"]),
    stays(
        "api_keys",
        &[
            "id",
            "owner_id",
            "user_id",
            "token_hash",
            "hint",
            "name",
            "scopes",
            "requests_per_minute",
            "cap",
            "cap_period",
            "spent",
            "spent_in_month",
            "month",
            "created_at",
            "expires_at",
            "last_used_at",
            "revoked_at",
        ],
    ),
    // Forgotten after thirty days on their own; they name the agent and the route, never what was sent.
    stays(
        "api_calls",
        &["id", "owner_id", "user_id", "key_id", "method", "route", "status", "code", "agent", "duration_us", "at"],
    ),
    stays("hold_parts", &["hold_id", "place", "owner_id", "lot_id", "amount", "captured"]),
    stays(
        "users",
        &[
            "id",
            "owner_id",
            "email",
            "username",
            "username_key",
            "full_name",
            "password_hash",
            "role",
            "email_verified_at",
            "suspended_at",
            "created_at",
            "bio",
            "avatar_sha256",
        ],
    ),
    stays("quotas", &["kind", "subject", "starts_at", "ends_at", "owner_id", "used"]),
    stays("quota_uses", &["hold_id", "kind", "subject", "starts_at", "owner_id", "returned_at"]),
    stays("visitors", &["owner_id", "device_mark", "created_at", "last_start_at"]),
    stays("sign_up_marks", &["owner_id", "mark", "ends_after"]),
    stays("welcome_marks", &["mark", "owner_id", "granted_at", "ends_at"]),
    // The route is a row of the table of routes and the code a stable word: neither is what a call was about.
    stays("avatars", &["user_id", "owner_id", "sha256", "media_type", "content", "created_at"]),
    stays(
        "preferences",
        &[
            "user_id",
            "owner_id",
            "language",
            "theme",
            "time_zone",
            "default_ceiling",
            "notice_new_device",
            "notice_run_finished",
            "updated_at",
        ],
    ),
    stays("sign_ins", &["id", "owner_id", "user_id", "at", "outcome", "door", "address", "user_agent", "device_key"]),
    stays(
        "sessions",
        &[
            "id",
            "token_hash",
            "owner_id",
            "user_id",
            "address",
            "user_agent",
            "created_at",
            "last_seen_at",
            "expires_at",
            "ended_at",
            "second_factor_at",
        ],
    ),
    stays(
        "refresh_tokens",
        &[
            "token_hash",
            "family_id",
            "owner_id",
            "user_id",
            "address",
            "user_agent",
            "created_at",
            "idle_until",
            "expires_at",
            "rotated_at",
            "ended_at",
            "second_factor_at",
        ],
    ),
    stays("mail_tokens", &["token_hash", "owner_id", "user_id", "purpose", "created_at", "expires_at", "used_at"]),
    stays(
        "mails",
        &[
            "id",
            "owner_id",
            "recipient",
            "subject",
            "text_body",
            "html_body",
            "created_at",
            "next_try_at",
            "tries",
            "sent_at",
            "given_up_at",
        ],
    ),
];

/// The columns that name content: what none of them names is collected.
pub const NAMES_OF_CONTENT: &[(&str, &str)] = &[
    ("artifacts", "sha256"),
    ("run_steps", "output_sha256"),
    ("inherited_steps", "output_sha256"),
    ("run_files", "sha256"),
];

/// The columns of that kind that name something else: pictures of people have a table of their own.
pub const NAMES_OF_OTHER_CONTENT: &[(&str, &str)] = &[("avatars", "sha256"), ("users", "avatar_sha256")];
