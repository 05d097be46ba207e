//! Counts in the memory of this process.
//!
//! A window takes some sixty bytes. Those that tell nothing any more are forgotten each minute, and when there are too many.
//! Where even then there is no place (an attack from very many networks at once), those who are new share one window.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::limit::{Full, Standing, Window};
use domain::time::Timestamp;

use super::{OTHERS_PER_MINUTE, Subject, take_all};

/// Windows that are kept at most: some ten megabytes.
const PLACES: usize = 100_000;

/// Counts in the memory of this process.
#[derive(Default)]
pub(crate) struct Counts {
    windows: Mutex<HashMap<Subject, Window>>,
}

impl Counts {
    /// Takes one of each, or of none.
    pub(super) fn take(&self, asked: &[(Subject, u32)], now: Timestamp) -> Result<Standing, Full> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = asked.iter().any(|(subject, _)| !windows.contains_key(subject));
        let crowd = [(Subject::Others, OTHERS_PER_MINUTE)];
        let asked = if is_new && !has_place(&mut windows, now, PLACES) { &crowd } else { asked };
        let before: Vec<Window> =
            asked.iter().map(|(subject, _)| windows.get(subject).copied().unwrap_or_default()).collect();
        let (after, standing) = take_all(asked, &before, now)?;
        windows.extend(asked.iter().map(|(subject, _)| *subject).zip(after));
        Ok(standing)
    }

    /// Whether one of each could be taken by what is known here. Counts nothing.
    pub(super) fn look(&self, asked: &[(Subject, u32)], now: Timestamp) -> Result<(), Full> {
        let windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        for (subject, limit) in asked {
            if let Some(window) = windows.get(subject) {
                window.take(*limit, now)?;
            }
        }
        Ok(())
    }

    /// Keeps what was seen elsewhere, as far as there is place.
    pub(super) fn remember(&self, seen: impl Iterator<Item = (Subject, Window)>, now: Timestamp) {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        for (subject, window) in seen {
            // Of two answers that cross, the one that counted more is the later one.
            let is_later = windows.get(&subject).is_none_or(|known| {
                (window.place, window.current, window.previous) >= (known.place, known.current, known.previous)
            });
            if is_later && (windows.contains_key(&subject) || has_place(&mut windows, now, PLACES)) {
                windows.insert(subject, window);
            }
        }
    }

    /// Forgets windows that tell nothing any more.
    pub(super) fn forget_idle(&self, now: Timestamp) {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        windows.retain(|_, window| !window.is_over(now));
        windows.shrink_to(PLACES / 8);
    }
}

/// Whether another window may be kept; makes place where there is none.
fn has_place(windows: &mut HashMap<Subject, Window>, now: Timestamp, places: usize) -> bool {
    if windows.len() < places {
        return true;
    }
    windows.retain(|_, window| !window.is_over(now));
    windows.len() < places
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{ApiKeyId, OwnerId};
    use domain::time::Micros;

    const NOW: Timestamp = Timestamp::from_micros(1_795_000_020_000_000);

    fn owner(number: u128) -> Subject {
        Subject::Owner(OwnerId::from_bits(number))
    }

    #[test]
    fn what_a_key_is_refused_its_owner_is_not_charged_for() {
        let counts = Counts::default();
        let key = Subject::Key(ApiKeyId::from_bits(1));
        let by_key = [(owner(1), 5), (key, 2)];
        let first = counts.take(&by_key, NOW).expect("goes through");
        assert_eq!((first.limit, first.remaining), (2, 1), "the key's own limit is nearer");
        counts.take(&by_key, NOW).expect("goes through");
        let full = counts.take(&by_key, NOW).expect_err("the key is spent");
        assert_eq!(full.standing.limit, 2);
        let left: Vec<u32> = (0..3).map(|_| counts.take(&[(owner(1), 5)], NOW).expect("left").remaining).collect();
        assert_eq!(left, [2, 1, 0]);
        assert!(counts.take(&[(owner(1), 5)], NOW).is_err());
        assert!(counts.take(&[(owner(2), 5)], NOW).is_ok(), "others go on");
    }

    #[test]
    fn windows_that_are_over_make_place() {
        let mut windows: HashMap<Subject, Window> = HashMap::new();
        for number in 0..4 {
            windows.insert(owner(number), Window::default().take(1, NOW).expect("goes through"));
        }
        assert!(!has_place(&mut windows, NOW, 4), "all of them count still");
        assert!(has_place(&mut windows, NOW.plus(Micros::minutes(2)), 4));
        assert!(windows.is_empty());
    }

    #[test]
    fn idle_windows_are_forgotten() {
        let counts = Counts::default();
        counts.take(&[(owner(1), 5)], NOW).expect("goes through");
        counts.forget_idle(NOW.plus(Micros::minutes(1)));
        assert_eq!(counts.windows.lock().expect("no panic").len(), 1);
        counts.forget_idle(NOW.plus(Micros::minutes(2)));
        assert_eq!(counts.windows.lock().expect("no panic").len(), 0);
    }

    #[test]
    fn an_older_sight_does_not_replace_a_newer_one() {
        let counts = Counts::default();
        let one = Window::default().take(5, NOW).expect("goes through");
        let two = one.take(5, NOW).expect("goes through");
        counts.remember([(owner(1), two), (owner(1), one)].into_iter(), NOW);
        assert!(counts.look(&[(owner(1), 2)], NOW).is_err());
        assert!(counts.look(&[(owner(1), 3)], NOW).is_ok());
    }
}
