//! What many runs come to.

use serde::{Deserialize, Serialize};

use crate::credits::Credits;
use crate::time::Timestamp;

/// What some runs come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSums {
    /// How many were started.
    pub runs: u64,
    /// How many of them are over.
    pub finished: u64,
    /// How many of those succeeded.
    pub succeeded: u64,
    /// How many were answered by the cache.
    pub cached: u64,
    /// Succeeded of the finished, in thousandths; `None` where none is finished.
    pub success_per_mille: Option<u32>,
    /// What was charged for them.
    #[serde(rename = "charged_microcredits")]
    pub charged: Credits,
    /// The mean time from a worker's taking one to its end, in microseconds, of those that were worked; `None` where none was.
    pub mean_time_us: Option<i64>,
}

/// What the runs of a history come to, in all and by period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSummary {
    /// In all.
    pub total: RunSums,
    /// By period, oldest first, without those in which nothing was started; empty where no period was asked for.
    pub periods: Vec<RunPeriod>,
}

/// What the runs of a period come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunPeriod {
    /// When it begins.
    pub begins_at: Timestamp,
    /// The runs that were started in it.
    pub sums: RunSums,
}

/// What sums are made of, for a stretch of time. They add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunTally {
    /// Started.
    pub runs: u64,
    /// Over.
    pub finished: u64,
    /// Succeeded.
    pub succeeded: u64,
    /// Answered by the cache.
    pub cached: u64,
    /// Charged.
    pub charged: Credits,
    /// Worked to an end.
    pub timed: u64,
    /// How long those took together, in microseconds.
    pub time_us: i64,
}

impl RunTally {
    /// Both together; `None` where the credits do not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            runs: self.runs + other.runs,
            finished: self.finished + other.finished,
            succeeded: self.succeeded + other.succeeded,
            cached: self.cached + other.cached,
            charged: self.charged.plus(other.charged)?,
            timed: self.timed + other.timed,
            time_us: self.time_us.checked_add(other.time_us)?,
        })
    }

    /// What is left without `part`, which was counted among these.
    #[must_use]
    pub const fn minus(self, part: Self) -> Self {
        Self {
            runs: self.runs.saturating_sub(part.runs),
            finished: self.finished.saturating_sub(part.finished),
            succeeded: self.succeeded.saturating_sub(part.succeeded),
            cached: self.cached.saturating_sub(part.cached),
            charged: Credits::from_micro(self.charged.micro().saturating_sub(part.charged.micro())),
            timed: self.timed.saturating_sub(part.timed),
            time_us: self.time_us.saturating_sub(part.time_us),
        }
    }

    /// As it is shown.
    pub fn sums(self) -> RunSums {
        let per_mille = (self.succeeded * 1_000).checked_div(self.finished);
        RunSums {
            runs: self.runs,
            finished: self.finished,
            succeeded: self.succeeded,
            cached: self.cached,
            success_per_mille: per_mille.and_then(|share| u32::try_from(share).ok()),
            charged: self.charged,
            mean_time_us: i64::try_from(self.timed).ok().and_then(|count| self.time_us.checked_div(count)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tallies_add_up_and_nothing_is_divided_by_zero() {
        let one = RunTally {
            runs: 2,
            finished: 2,
            succeeded: 1,
            cached: 0,
            charged: Credits::whole(4),
            timed: 2,
            time_us: 10,
        };
        let sums = one.plus(one).expect("fits").sums();
        assert_eq!((sums.runs, sums.success_per_mille, sums.mean_time_us), (4, Some(500), Some(5)));
        assert_eq!(sums.charged, Credits::whole(8));
        assert_eq!(one.plus(one).expect("fits").minus(one), one);
        let none = RunTally::default().sums();
        assert_eq!((none.success_per_mille, none.mean_time_us), (None, None));
    }
}
