//! The ceiling shown before a run, and its parts.

use serde::{Deserialize, Serialize};

use crate::credits::{Credits, LIST_VALUE, Usd};
use crate::id::VersionId;

/// What a run will cost at most. Settlement can only be equal or lower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The version that would run.
    pub version_id: VersionId,
    /// The agent's fee.
    #[serde(rename = "fee_microcredits")]
    pub fee: Credits,
    /// The most that model use may cost.
    #[serde(rename = "model_ceiling_microcredits")]
    pub model_ceiling: Credits,
    /// Both together: what is held.
    #[serde(rename = "ceiling_microcredits")]
    pub ceiling: Credits,
    /// The ceiling at the list value of a credit, in dollar-millionths.
    #[serde(rename = "ceiling_usd_micros")]
    pub ceiling_usd: Usd,
    /// What the viewer can spend now, where one is signed in.
    #[serde(rename = "available_microcredits")]
    pub available: Option<Credits>,
    /// What would be left; below zero where it is too short.
    #[serde(rename = "balance_after_microcredits")]
    pub balance_after: Option<Credits>,
    /// How many trial runs are left, where one could be had instead of paying.
    pub trial_runs_left: Option<u32>,
}

impl Quote {
    /// The quote of a version for whoever can spend `available`. `None` where the sums do not fit.
    pub fn new(
        version_id: VersionId,
        fee: Credits,
        model_ceiling: Credits,
        available: Option<Credits>,
    ) -> Option<Self> {
        let ceiling = fee.plus(model_ceiling)?;
        let balance_after = match available {
            Some(available) => Some(available.minus(ceiling)?),
            None => None,
        };
        let ceiling_usd = ceiling.worth(LIST_VALUE)?;
        let trial_runs_left = None;
        Some(Self { version_id, fee, model_ceiling, ceiling, ceiling_usd, available, balance_after, trial_runs_left })
    }

    /// The same for whoever has no account, and so many trial runs left: nothing, as long as there are some.
    #[must_use]
    pub fn with_trial(self, left: u32) -> Self {
        let quote = Self { trial_runs_left: Some(left), ..self };
        if left == 0 {
            return quote;
        }
        let (fee, model_ceiling, ceiling) = (Credits::ZERO, Credits::ZERO, Credits::ZERO);
        Self { fee, model_ceiling, ceiling, ceiling_usd: Usd::ZERO, ..quote }
    }
}
