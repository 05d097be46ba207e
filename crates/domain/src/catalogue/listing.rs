//! Listings: an agent's public page, and the card that stands for it in a list.

use serde::{Deserialize, Serialize};

use super::{Category, Manifest, Suite};
use crate::credits::Credits;
use crate::id::{AgentId, OwnerId, VersionId};
use crate::time::Timestamp;

/// Where a listing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListingStatus {
    /// Not shown yet.
    Draft,
    /// Shown and for hire.
    Listed,
    /// Taken back by its creator.
    Unlisted,
    /// Taken down by an admin.
    Suspended,
}

impl ListingStatus {
    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Listed => "listed",
            Self::Unlisted => "unlisted",
            Self::Suspended => "suspended",
        }
    }

    /// Reads the stored word.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "draft" => Some(Self::Draft),
            "listed" => Some(Self::Listed),
            "unlisted" => Some(Self::Unlisted),
            "suspended" => Some(Self::Suspended),
            _ => None,
        }
    }
}

/// What stands in a list of agents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListingCard {
    /// The agent.
    pub id: AgentId,
    /// The name in addresses.
    pub slug: String,
    /// What a person reads.
    pub name: String,
    /// In a sentence.
    pub tagline: String,
    /// What it is for.
    pub category: Category,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The suite it belongs to.
    pub suite: Option<Suite>,
    /// The name of an icon.
    pub icon: Option<String>,
    /// Who made it.
    pub creator: String,
    /// What it executes: `Native` …
    pub program: String,
    /// The fee of a run.
    #[serde(rename = "price_microcredits")]
    pub price: Credits,
    /// Whether it can be tried without an account.
    pub trial: bool,
    /// The number of its live version.
    pub version: String,
    /// Finished runs of customers.
    pub runs: u64,
    /// The share of them that succeeded, in thousandths; `None` before the first.
    pub success_per_mille: Option<u32>,
    /// When it was first listed.
    pub created_at: Timestamp,
}

/// An agent's public page.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// What stands in a list.
    pub card: ListingCard,
    /// Its live version.
    pub version_id: VersionId,
    /// SHA-256 over the version's manifest and program, in hexadecimal.
    pub content_hash: String,
    /// Who earns.
    pub creator_id: OwnerId,
    /// What the version declares.
    pub manifest: Manifest,
}
