//! What a customer has.

use serde::{Deserialize, Serialize};

use crate::credits::Credits;

/// What a customer has. `available` is `posted` without `held`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The sum of the entries.
    #[serde(rename = "posted_microcredits")]
    pub posted: Credits,
    /// Set aside for runs that are not settled yet.
    #[serde(rename = "held_microcredits")]
    pub held: Credits,
    /// What can be spent.
    #[serde(rename = "available_microcredits")]
    pub available: Credits,
}

impl Balance {
    /// From the stored sums.
    pub fn new(posted: Credits, held: Credits) -> Self {
        // Both are stored with checks that keep them in range; a broken row shows as nothing to spend.
        let available = posted.minus(held).unwrap_or(Credits::ZERO);
        Self { posted, held, available }
    }
}
