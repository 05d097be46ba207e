//! Lots: inflows of credits, each with its own value and expiry (decision 2).

use serde::{Deserialize, Serialize};

use crate::credits::{Credits, Usd};
use crate::id::LotId;
use crate::time::Timestamp;

/// How credits came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotKind {
    /// Given: spendable, never payable to a creator.
    Granted,
    /// Bought.
    Paid,
}

impl LotKind {
    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Paid => "paid",
        }
    }

    /// Reads the stored word.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "granted" => Some(Self::Granted),
            "paid" => Some(Self::Paid),
            _ => None,
        }
    }
}

/// An inflow of credits, as far as it is not spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Which.
    pub id: LotId,
    /// How it came in.
    pub kind: LotKind,
    /// What came in.
    pub original: Credits,
    /// What is left of it, held or not.
    pub remaining: Credits,
    /// What of that is held.
    pub held: Credits,
    /// What was paid for all of it; nothing where granted.
    pub paid: Usd,
    /// When what is left expires.
    pub expires_at: Option<Timestamp>,
}

impl Lot {
    /// What of it can be held at `now`.
    pub fn free(&self, now: Timestamp) -> Credits {
        if self.is_expired(now) {
            return Credits::ZERO;
        }
        self.remaining.minus(self.held).unwrap_or(Credits::ZERO)
    }

    /// The dollars that the last `amount` of it stand for, rounded down. Kept as a share of what was paid rather than as a
    /// price per credit, so that $50 for 1,500 credits is $50 again when all are spent. `None` where it does not fit.
    pub fn worth(&self, amount: Credits) -> Option<Usd> {
        if self.original <= Credits::ZERO {
            return Some(Usd::ZERO);
        }
        let product = i128::from(self.paid.micro()) * i128::from(amount.micro());
        i64::try_from(product / i128::from(self.original.micro())).ok().map(Usd::from_micro)
    }

    /// Whether its time is over.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }

    /// The order in which lots are spent: soonest to expire first, granted before paid, then by age.
    pub fn spending_order(&self) -> (i64, bool, LotId) {
        (self.expires_at.map_or(i64::MAX, Timestamp::as_micros), self.kind == LotKind::Paid, self.id)
    }
}
