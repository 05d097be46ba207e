//! Setting credits aside: which part of which lot.

use serde::{Deserialize, Serialize};

use super::lot::Lot;
use crate::credits::Credits;
use crate::id::LotId;
use crate::time::Timestamp;

/// Where a hold stands. Closed once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldStatus {
    /// Set aside.
    Open,
    /// Closed, with something captured.
    Captured,
    /// Closed, with nothing captured.
    Voided,
}

impl HoldStatus {
    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Captured => "captured",
            Self::Voided => "voided",
        }
    }
}

/// The part of a hold that one lot carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldPart {
    /// The lot.
    pub lot: LotId,
    /// How much of it.
    pub amount: Credits,
}

/// Which parts a hold takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allocation {
    /// In spending order.
    pub parts: Vec<HoldPart>,
}

/// The balance is too short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{missing} credits are missing")]
pub struct Shortfall {
    /// What could be held.
    pub available: Credits,
    /// What is missing.
    pub missing: Credits,
}

/// Takes `amount` from `lots` in spending order.
pub fn allocate(lots: &[Lot], amount: Credits, now: Timestamp) -> Result<Allocation, Shortfall> {
    let mut ordered: Vec<&Lot> = lots.iter().collect();
    ordered.sort_by_key(|lot| lot.spending_order());
    let mut parts = Vec::new();
    let mut missing = amount.micro();
    for lot in ordered {
        let take = lot.free(now).micro().min(missing);
        if take > 0 {
            parts.push(HoldPart { lot: lot.id, amount: Credits::from_micro(take) });
            missing -= take;
        }
    }
    if missing > 0 {
        let available = Credits::from_micro(amount.micro() - missing);
        return Err(Shortfall { available, missing: Credits::from_micro(missing) });
    }
    Ok(Allocation { parts })
}
