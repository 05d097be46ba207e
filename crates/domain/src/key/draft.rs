//! What somebody who makes or changes a key tells, and what of it fits.

use serde::{Deserialize, Serialize};

use crate::account::KeyScopes;
use crate::credits::Credits;
use crate::error::FieldError;
use crate::time::{Micros, Timestamp};

/// Live keys of one owner at most.
pub const MAX_KEYS: u32 = 50;
/// The highest limit that a key may have of its own: that of the largest plan.
pub const MAX_PER_MINUTE: u32 = 10_000;
const MAX_NAME: usize = 60;
/// A key that is to end, ends within this time.
const MAX_LIFE: Micros = Micros::days(5 * 366);
/// A thousand million credits: far above any balance, far below what a sum of millionths can hold.
const MAX_CAP: Credits = Credits::whole(1_000_000_000);

/// What the runs of a key may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// How much.
    #[serde(rename = "microcredits")]
    pub amount: Credits,
    /// Within which time.
    pub period: CapPeriod,
}

/// The time in which a cap counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapPeriod {
    /// Each calendar month, in UTC.
    Month,
    /// For as long as the key lives.
    Total,
}

impl CapPeriod {
    /// The word that is stored and sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Total => "total",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Month, Self::Total].into_iter().find(|period| period.as_str() == text)
    }
}

/// What the owner of a key decides about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// How it is called.
    pub name: String,
    /// What it may be used for.
    pub scopes: KeyScopes,
    /// When it is over.
    pub expires_at: Option<Timestamp>,
    /// What its runs may cost.
    pub cap: Option<Cap>,
    /// Requests a minute at most.
    pub requests_per_minute: Option<u32>,
}

/// The draft with its name trimmed, or everything about it that does not fit.
///
/// `kept_end` is the end that the key has already: a key whose time is over may keep it.
pub fn check(mut draft: Draft, kept_end: Option<Timestamp>, now: Timestamp) -> Result<Draft, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut misfit = |field: &str, code: &str, message: &str| errors.push(FieldError::new(field, code, message));
    let name = draft.name.trim().to_owned();
    draft.name = name;
    if draft.name.is_empty() {
        misfit("name", "required", "A name is needed, so that you know the key again.");
    } else if draft.name.chars().count() > MAX_NAME || draft.name.chars().any(char::is_control) {
        misfit("name", "length", "At most 60 printable characters.");
    }
    if draft.scopes == KeyScopes::default() {
        misfit("scopes", "required", "Choose at least one thing that the key may do.");
    }
    if let Some(end) = draft.expires_at.filter(|end| Some(*end) != kept_end) {
        if end <= now {
            misfit("expires_at", "in_the_past", "A time in the future is needed.");
        } else if end > now.plus(MAX_LIFE) {
            misfit("expires_at", "too_late", "At most five years from now; leave it out for a key without an end.");
        }
    }
    if let Some(cap) = draft.cap
        && !(Credits::ZERO..=MAX_CAP).contains(&cap.amount)
    {
        misfit("cap", "out_of_range", "From 0 to 1,000,000,000 credits.");
    }
    if draft.requests_per_minute.is_some_and(|limit| !(1..=MAX_PER_MINUTE).contains(&limit)) {
        misfit("requests_per_minute", "out_of_range", "A whole number from 1 to 10,000 is needed.");
    }
    if errors.is_empty() { Ok(draft) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::KeyScope;

    const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

    fn draft() -> Draft {
        Draft {
            name: " Nightly import ".to_owned(),
            scopes: [KeyScope::RunsWrite].into_iter().collect(),
            expires_at: Some(NOW.plus(Micros::days(30))),
            cap: Some(Cap { amount: Credits::whole(10), period: CapPeriod::Month }),
            requests_per_minute: Some(5),
        }
    }

    fn misfits(draft: Draft) -> Vec<String> {
        let errors = check(draft, None, NOW).err().unwrap_or_default();
        errors.into_iter().map(|error| format!("{}:{}", error.field, error.code)).collect()
    }

    #[test]
    fn what_fits_is_taken_with_its_name_trimmed() {
        let taken = check(draft(), None, NOW).expect("fits");
        assert_eq!(taken, Draft { name: "Nightly import".to_owned(), ..draft() });
    }

    #[test]
    fn everything_that_misfits_is_named_at_once() {
        let cap = Some(Cap { amount: Credits::from_micro(-1), period: CapPeriod::Total });
        let bad = Draft {
            name: " ".to_owned(),
            scopes: KeyScopes::default(),
            expires_at: Some(NOW),
            cap,
            requests_per_minute: Some(0),
        };
        let all = [
            "name:required",
            "scopes:required",
            "expires_at:in_the_past",
            "cap:out_of_range",
            "requests_per_minute:out_of_range",
        ];
        assert_eq!(misfits(bad), all);
        assert_eq!(misfits(Draft { name: "a\u{0}".to_owned(), ..draft() }), ["name:length"]);
        assert_eq!(misfits(Draft { name: "x".repeat(61), ..draft() }), ["name:length"]);
        let late = Some(NOW.plus(Micros::days(3_000)));
        assert_eq!(misfits(Draft { expires_at: late, ..draft() }), ["expires_at:too_late"]);
    }

    #[test]
    fn a_key_whose_time_is_over_may_keep_its_end() {
        let over = Some(NOW.minus(Micros::SECOND));
        let kept = Draft { expires_at: over, ..draft() };
        assert!(check(kept.clone(), over, NOW).is_ok());
        assert!(check(kept, None, NOW).is_err());
    }
}
