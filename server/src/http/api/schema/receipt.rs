//! Receipts.

use std::collections::BTreeMap;

use utoipa::ToSchema;

use super::RunStatus;

/// A receipt as a file: keep it byte for byte.
#[derive(Debug, ToSchema)]
pub struct SignedReceipt {
    /// What is told.
    pub receipt: Receipt,
    /// SHA-256 of each value by its place, in hexadecimal.
    #[schema(example = json!({"v": "4c0a…", "price.charged_microcredits": "91d2…"}))]
    pub digests: BTreeMap<String, String>,
    /// Who says so.
    pub signature: ReceiptSignature,
}

/// What stays of a settled run for good.
#[derive(Debug, ToSchema)]
pub struct Receipt {
    /// The shape of the rest.
    #[schema(example = 1)]
    pub v: u32,
    /// Where the run took place.
    #[schema(example = "https://guildhall.example")]
    pub issuer: String,
    /// The run.
    #[schema(example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")]
    pub run_id: String,
    /// Who paid.
    #[schema(example = "own_01kajk8tz7f0v9m3q2x5c6d8e6")]
    pub owner_id: String,
    /// What ran.
    pub agent: ReceiptAgent,
    /// How the run ended.
    pub status: RunStatus,
    /// What it cost.
    pub price: ReceiptPrice,
    /// Whose the dollars behind the charge became.
    pub split: ReceiptSplit,
    /// When.
    pub times: ReceiptTimes,
    /// What happened, as a digest.
    pub events: ReceiptEvents,
}

/// The agent and the version that ran.
#[derive(Debug, ToSchema)]
pub struct ReceiptAgent {
    /// Its name in addresses.
    #[schema(example = "data-cleaning")]
    pub slug: String,
    /// The version's number.
    #[schema(example = "1.0.0")]
    pub version: String,
    /// The version.
    pub version_id: String,
    /// SHA-256 of the version's content, in hexadecimal.
    pub content_hash: String,
}

/// The parts of the price.
#[derive(Debug, ToSchema)]
pub struct ReceiptPrice {
    /// What was held: the ceiling that was accepted.
    #[schema(example = 4_000_000)]
    pub held_microcredits: i64,
    /// What was charged.
    #[schema(example = 4_000_000)]
    pub charged_microcredits: i64,
    /// The agent's fee in it.
    #[schema(example = 4_000_000)]
    pub fee_microcredits: i64,
    /// The metered model use in it.
    #[schema(example = 0)]
    pub model_use_microcredits: i64,
    /// What came back.
    #[schema(example = 0)]
    pub returned_microcredits: i64,
    /// How much of the charge were granted credits.
    #[schema(example = 4_000_000)]
    pub from_granted_microcredits: i64,
    /// Why nothing was held, where nothing was.
    #[schema(required)]
    pub nothing_held_because: Option<String>,
}

/// Whose the dollars behind the charge became.
#[derive(Debug, ToSchema)]
pub struct ReceiptSplit {
    /// The creator's, in millionths of a US dollar.
    #[schema(example = 0)]
    pub creator_usd_micros: i64,
    /// The platform's, in millionths of a US dollar.
    #[schema(example = 0)]
    pub platform_usd_micros: i64,
}

/// When the run was asked for, worked on and settled.
#[derive(Debug, ToSchema)]
pub struct ReceiptTimes {
    /// When it was asked for.
    #[schema(format = DateTime)]
    pub queued_at: String,
    /// When a worker first took it.
    #[schema(format = DateTime, required)]
    pub started_at: Option<String>,
    /// When it reached its final state.
    #[schema(format = DateTime)]
    pub finished_at: String,
    /// When its hold was closed.
    #[schema(format = DateTime)]
    pub settled_at: String,
}

/// The chain of the run's events.
#[derive(Debug, ToSchema)]
pub struct ReceiptEvents {
    /// How many there are.
    #[schema(example = 12)]
    pub count: u64,
    /// The last hash of their chain, in hexadecimal.
    pub chain_sha256: String,
}

/// A signature with what is needed to check it.
#[derive(Debug, ToSchema)]
pub struct ReceiptSignature {
    /// `Ed25519`
    #[schema(example = "Ed25519")]
    pub algorithm: String,
    /// The key among those of `GET /api/v1/receipts/keys`.
    pub key_id: String,
    /// The key, in hexadecimal.
    pub public_key: String,
    /// The signature, in hexadecimal.
    pub value: String,
}

/// A key that receipts are or were signed with.
#[derive(Debug, ToSchema)]
pub struct ReceiptKey {
    /// Which.
    #[schema(example = "rky_01kajk8tz7f0v9m3q2x5c6d8e6")]
    pub id: String,
    /// Ed25519, in hexadecimal.
    pub public_key: String,
    /// Since when it signs.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Since when another one signs; receipts from before stay valid.
    #[schema(format = DateTime, required)]
    pub retired_at: Option<String>,
}
