//! What is counted against a limit: trials now, plans and licences with the same rows later (decision 8).

use crate::time::{Micros, Timestamp};

/// What sort of use is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuotaKind {
    /// Trial runs of one network (/24, /48) in a day.
    TrialAddress,
    /// Trial runs of one browser signature in one network in a day.
    TrialBrowser,
    /// Trial runs of everybody in a day.
    TrialDay,
    /// Trial runs of one device in a year.
    TrialDevice,
    /// Trial runs of all known proxies and hosting networks together in a day.
    TrialShared,
}

impl QuotaKind {
    /// What the stored words of every kind of trial begin with.
    pub const TRIAL: &'static str = "trial.";

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TrialAddress => "trial.address",
            Self::TrialBrowser => "trial.browser",
            Self::TrialDay => "trial.day",
            Self::TrialDevice => "trial.device",
            Self::TrialShared => "trial.shared",
        }
    }
}

/// Uses by one subject in one span of time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quota {
    /// What sort of use.
    pub kind: QuotaKind,
    /// Whose: an id, or a keyed hash.
    pub subject: String,
    /// The beginning of the span.
    pub starts_at: Timestamp,
    /// Its end: from then on nothing of it counts.
    pub ends_at: Timestamp,
}

impl Quota {
    /// The one of spans of `length`, laid end to end from `first` on, in which `now` is.
    pub fn spanning(kind: QuotaKind, subject: String, first: Timestamp, length: Micros, now: Timestamp) -> Self {
        let into = now.since(first).0.rem_euclid(length.0.max(1));
        let starts_at = now.minus(Micros(into));
        Self { kind, subject, starts_at, ends_at: starts_at.plus(length) }
    }
}

/// What a limit of trials is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The device has a few in a year.
    Device,
    /// The network, or this browser in it, has some in a day.
    Network,
    /// Everybody together has some in a day.
    Everybody,
}

impl From<QuotaKind> for Bound {
    fn from(kind: QuotaKind) -> Self {
        match kind {
            QuotaKind::TrialDevice => Self::Device,
            QuotaKind::TrialAddress | QuotaKind::TrialBrowser | QuotaKind::TrialShared => Self::Network,
            QuotaKind::TrialDay => Self::Everybody,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_laid_end_to_end() {
        let day = Micros::days(1);
        let quota = |first: i64, now: i64| {
            let (first, now) = (Timestamp::from_micros(first), Timestamp::from_micros(now));
            let quota = Quota::spanning(QuotaKind::TrialDay, "all".to_owned(), first, day, now);
            (quota.starts_at.as_micros(), quota.ends_at.as_micros())
        };
        assert_eq!(quota(0, 0), (0, day.0));
        assert_eq!(quota(0, day.0 - 1), (0, day.0));
        assert_eq!(quota(0, day.0), (day.0, 2 * day.0));
        assert_eq!(quota(5, day.0 + 4), (5, day.0 + 5));
    }
}
