//! What a history is narrowed to, as it was typed.

use domain::error::FieldError;
use domain::run::Status;
use domain::time::{Micros, Timestamp};
use store::history::Filter;

use crate::catalogue::Snapshot;
use crate::run::error::Error;
use crate::run::search_text;

/// Characters of a text that is looked for.
pub const MAX_SEARCH: usize = 100;

/// What a history is narrowed to, as it was typed. A text is looked for in the texts of the input, in what the agent said
/// and in the agent's name, without regard to case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// The agent's name in addresses.
    pub agent: Option<String>,
    /// The word of a status.
    pub status: Option<String>,
    /// A day or a point in time: the run was started then or later.
    pub from: Option<String>,
    /// A day, which counts as a whole, or a point in time: the run was started before its end.
    pub to: Option<String>,
    /// What is looked for.
    pub text: Option<String>,
}

impl Narrowing {
    /// Whether all of the history is meant.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// What it means; every field that cannot be read is named.
    pub(super) fn read(&self, snapshot: &Snapshot) -> Result<Filter, Error> {
        let mut errors = Vec::new();
        let mut misfit = |field: &str, code: &str, message: &str| errors.push(FieldError::new(field, code, message));
        let mut filter = Filter::default();
        if let Some(slug) = &self.agent {
            filter.agent = snapshot.listing(slug).map(|listing| listing.card.id);
            if filter.agent.is_none() {
                misfit("agent", "unknown_agent", "No agent is listed under that name.");
            }
        }
        if let Some(word) = &self.status {
            filter.status = word.parse::<Status>().ok();
            if filter.status.is_none() {
                misfit("status", "unknown_status", "This is no status of a run.");
            }
        }
        let no_time = "A day like 2026-11-21 or a time like 2026-11-21T09:30:00Z is needed.";
        if let Some(text) = &self.from {
            filter.from = Timestamp::parse_day(text).or_else(|| Timestamp::parse(text));
            if filter.from.is_none() {
                misfit("from", "not_a_date", no_time);
            }
        }
        if let Some(text) = &self.to {
            let day_after = Timestamp::parse_day(text).map(|day| day.plus(Micros::days(1)));
            filter.before = day_after.or_else(|| Timestamp::parse(text));
            if filter.before.is_none() {
                misfit("to", "not_a_date", no_time);
            }
        }
        if filter.from.zip(filter.before).is_some_and(|(from, before)| from >= before) {
            misfit("to", "before_from", "The end lies before the beginning.");
        }
        if let Some(text) = &self.text {
            if text.contains('\0') {
                misfit("text", "nul", "A NUL character cannot be taken.");
            } else if text.chars().count() > MAX_SEARCH {
                misfit("text", "too_long", "At most 100 characters.");
            }
            let text = search_text::plain(text);
            let has_it = |name: &str| search_text::plain(name).contains(&text);
            let named = snapshot.listings().iter().filter(|listing| has_it(&listing.card.name));
            filter.named = named.map(|listing| listing.card.id).collect();
            filter.text = Some(text).filter(|text| !text.is_empty());
        }
        if errors.is_empty() { Ok(filter) } else { Err(Error::Invalid(errors)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misfits(narrowing: &Narrowing) -> Vec<String> {
        match narrowing.read(&Snapshot::default()) {
            Ok(_) => Vec::new(),
            Err(Error::Invalid(errors)) => errors.iter().map(|e| format!("{}:{}", e.field, e.code)).collect(),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_day_counts_as_a_whole() {
        let day = Some("2026-11-21".to_owned());
        let narrowing = Narrowing { from: day.clone(), to: day, ..Narrowing::default() };
        let filter = narrowing.read(&Snapshot::default()).expect("fits");
        let (from, before) = filter.from.zip(filter.before).expect("both");
        assert_eq!(before.since(from), Micros::days(1));
    }

    #[test]
    fn everything_that_misfits_is_named_at_once() {
        let text = |text: &str| Some(text.to_owned());
        let narrowing = Narrowing {
            agent: text("nobody"),
            status: text("done"),
            from: text("yesterday"),
            to: text("2026-13-01"),
            text: Some("x".repeat(101)),
        };
        let expected =
            ["agent:unknown_agent", "status:unknown_status", "from:not_a_date", "to:not_a_date", "text:too_long"];
        assert_eq!(misfits(&narrowing), expected);
        let turned = Narrowing { from: text("2026-11-22"), to: text("2026-11-21"), ..Narrowing::default() };
        assert_eq!(misfits(&turned), ["to:before_from"]);
        assert!(misfits(&Narrowing::default()).is_empty());
    }
}
