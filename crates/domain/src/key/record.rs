//! What is known of a key without its secret.

use serde::{Serialize, Serializer};

use super::Cap;
use crate::account::KeyScopes;
use crate::credits::Credits;
use crate::id::{ApiKeyId, OwnerId};
use crate::time::Timestamp;

/// A key as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiKey {
    /// Which.
    pub id: ApiKeyId,
    /// Whose.
    #[serde(skip)]
    pub owner_id: OwnerId,
    /// As its owner calls it; no two live keys of one owner have the same name.
    pub name: String,
    /// The beginning of its text.
    pub hint: String,
    /// What it may be used for.
    #[serde(serialize_with = "as_words")]
    pub scopes: KeyScopes,
    /// Requests a minute at most, below the limit of its owner.
    pub requests_per_minute: Option<u32>,
    /// What its runs may cost.
    pub cap: Option<Cap>,
    /// What its runs cost this month (UTC), open holds among it.
    #[serde(rename = "spent_this_month_microcredits")]
    pub spent_this_month: Credits,
    /// What its runs cost altogether, open holds among it.
    #[serde(rename = "spent_microcredits")]
    pub spent: Credits,
    /// When it was made.
    pub created_at: Timestamp,
    /// It is over then.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
}

impl ApiKey {
    /// Whether its time is over.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn as_words<S: Serializer>(scopes: &KeyScopes, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(scopes.iter())
}
