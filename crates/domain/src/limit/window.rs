//! Counting by a sliding window of two buckets (decision 37), in whole numbers.
//!
//! Time is cut into minutes since the epoch. Kept are two counts: those let through in this minute (`c`) and in the one
//! before (`p`). With `e` microseconds of this minute gone and a minute of `W`, what counts at this moment is
//!
//! ```text
//! p · (W − e) / W + c
//! ```
//!
//! the minute before being taken as spread evenly, so that it fades as this one goes on. A request is let through where
//! that and itself are within the limit `l`; both sides are multiplied by `W`, so nothing is rounded:
//!
//! ```text
//! p · (W − e) + (c + 1) · W ≤ l · W
//! ```
//!
//! What is refused is not counted, so that a client which keeps asking is let in again as soon as one that waits. In no
//! minute of the clock are more than `l` let through. Over any 60 seconds it is `l` where requests come evenly, and less
//! than `2 · l` where they all come at the end of one minute and again at the end of the next: the price of two numbers
//! instead of a list of times.

use crate::time::{Micros, Timestamp};

/// The length of a bucket: a minute.
pub const LENGTH: Micros = Micros::minutes(1);
const W: i64 = LENGTH.0;

/// The two counts of one customer, key or address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Minutes since the epoch: the bucket of `current`.
    pub place: i64,
    /// Let through in that bucket.
    pub current: u32,
    /// Let through in the bucket before.
    pub previous: u32,
}

/// How a limit stands after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Requests a minute.
    pub limit: u32,
    /// Requests that would be let through at this moment.
    pub remaining: u32,
    /// When all of the limit is free again, if nothing more is asked.
    pub whole_at: Timestamp,
}

/// The limit is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full {
    /// How it stands.
    pub standing: Standing,
    /// From when on a request is let through again, if nobody else comes before.
    pub free_at: Timestamp,
}

impl Window {
    /// The same counts seen from `now`. Where the clock of another copy is ahead, its bucket stays the present one.
    fn at(self, now: Timestamp) -> Self {
        let place = now.as_micros().div_euclid(W);
        match place.saturating_sub(self.place) {
            ..=0 => self,
            1 => Self { place, current: 0, previous: self.current },
            _ => Self { place, current: 0, previous: 0 },
        }
    }

    /// Microseconds of its bucket that are gone.
    fn elapsed(self, now: Timestamp) -> i64 {
        now.as_micros().saturating_sub(self.place.saturating_mul(W)).clamp(0, W)
    }

    /// What counts at `now`, times `W`.
    fn weight(self, now: Timestamp) -> i64 {
        i64::from(self.previous) * (W - self.elapsed(now)) + i64::from(self.current) * W
    }

    /// How it stands at `now`.
    pub fn standing(self, limit: u32, now: Timestamp) -> Standing {
        let here = self.at(now);
        let free = (i64::from(limit) * W - here.weight(now)).max(0) / W;
        let end = |buckets: i64| Timestamp::from_micros((here.place + buckets) * W);
        let whole_at = match (here.current, here.previous) {
            (0, 0) => now,
            (0, _) => end(1),
            _ => end(2),
        };
        Standing { limit, remaining: u32::try_from(free).unwrap_or(limit), whole_at }
    }

    /// Lets a request through and gives the counts with it, or tells why not.
    pub fn take(self, limit: u32, now: Timestamp) -> Result<Self, Full> {
        let here = self.at(now);
        if here.weight(now) + W <= i64::from(limit) * W {
            return Ok(Self { current: here.current + 1, ..here });
        }
        Err(Full { standing: here.standing(limit, now), free_at: here.free_at(limit) })
    }

    /// From when on one more fits: in this bucket, else in the next, where this one's count fades.
    fn free_at(self, limit: u32) -> Timestamp {
        let faded = |room: i64, fading: u32| {
            // The least e with fading · (W − e) ≤ room · W.
            let left = if fading == 0 { W } else { room * W / i64::from(fading) };
            (room >= 0).then(|| (W - left).max(0))
        };
        let room = i64::from(limit) - i64::from(self.current) - 1;
        let begin = self.place.saturating_mul(W);
        let here = faded(room, self.previous).filter(|elapsed| *elapsed < W);
        let at = here.map_or_else(
            || begin + W + faded(i64::from(limit) - 1, self.current).unwrap_or(W),
            |elapsed| begin + elapsed,
        );
        Timestamp::from_micros(at)
    }

    /// Whether it tells nothing any more at `now`.
    pub fn is_over(self, now: Timestamp) -> bool {
        let here = self.at(now);
        here.current == 0 && here.previous == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BEGIN: Timestamp = Timestamp::from_micros(29_000_000 * W);

    fn after(seconds: i64) -> Timestamp {
        BEGIN.plus(Micros::seconds(seconds))
    }

    /// As many as go through at that moment.
    fn fill(window: &mut Window, limit: u32, now: Timestamp) -> u32 {
        let mut count = 0;
        while let Ok(next) = window.take(limit, now) {
            *window = next;
            count += 1;
        }
        count
    }

    #[test]
    fn the_limit_goes_through_at_once_and_not_one_more() {
        let mut window = Window::default();
        assert_eq!(fill(&mut window, 10, after(7)), 10);
        let full = window.take(10, after(7)).expect_err("full");
        assert_eq!(full.standing, Standing { limit: 10, remaining: 0, whole_at: after(120) });
        // Ten of this minute fade in the next: at its sixth second nine are left.
        assert_eq!(full.free_at, after(66));
    }

    #[test]
    fn the_minute_before_fades_evenly() {
        let mut window = Window::default();
        assert_eq!(fill(&mut window, 10, after(0)), 10);
        assert_eq!(fill(&mut window, 10, after(60)), 0);
        assert_eq!(fill(&mut window, 10, after(66).minus(Micros(1))), 0);
        assert_eq!(fill(&mut window, 10, after(66)), 1);
        assert_eq!(fill(&mut window, 10, after(90)), 4);
        assert_eq!(fill(&mut window, 10, after(119)), 4);
        assert_eq!(window, Window { place: 29_000_001, current: 9, previous: 10 });
        assert_eq!(fill(&mut window, 10, after(120)), 1);
        assert_eq!(fill(&mut window, 10, after(600)), 10);
    }

    #[test]
    fn what_is_refused_is_not_counted() {
        let mut window = Window::default();
        fill(&mut window, 10, after(0));
        for second in 0..60 {
            assert!(window.take(10, after(second)).is_err());
        }
        assert_eq!(fill(&mut window, 10, after(90)), 5);
    }

    #[test]
    fn how_it_stands_is_told_after_each() {
        let mut window = Window::default();
        let quiet = window.standing(3, after(5));
        assert_eq!(quiet, Standing { limit: 3, remaining: 3, whole_at: after(5) });
        window = window.take(3, after(5)).expect("goes through");
        assert_eq!(window.standing(3, after(5)), Standing { limit: 3, remaining: 2, whole_at: after(120) });
        // Of one that fades, what is left still counts for a whole place.
        assert_eq!(window.standing(3, after(61)), Standing { limit: 3, remaining: 2, whole_at: after(120) });
        assert!(window.standing(3, after(120)).remaining == 3 && window.is_over(after(120)));
        assert!(!window.is_over(after(119)));
    }

    #[test]
    fn a_clock_that_is_behind_and_a_limit_that_was_lowered_let_nothing_more_through() {
        let mut window = Window::default();
        fill(&mut window, 10, after(60));
        assert!(window.take(10, after(30)).is_err(), "another copy's minute has begun already");
        assert_eq!(window.standing(4, after(60)).remaining, 0);
        let full = window.take(4, after(61)).expect_err("above the limit");
        // Ten fade to three with seven tenths of the next minute gone.
        assert_eq!(full.free_at, after(120 + 42));
        assert!(window.take(4, full.free_at).is_ok());
    }

    proptest! {
        #[test]
        fn a_refusal_names_the_first_moment_that_lets_one_through(
            limit in 1u32..50,
            steps in proptest::collection::vec(0i64..30_000_000, 1..200),
        ) {
            let (mut window, mut now) = (Window::default(), BEGIN);
            for step in steps {
                now = now.plus(Micros(step));
                match window.take(limit, now) {
                    Ok(next) => {
                        prop_assert!(next.current <= limit);
                        let left = window.standing(limit, now).remaining;
                        prop_assert_eq!(next.standing(limit, now).remaining + 1, left);
                        window = next;
                    }
                    Err(full) => {
                        prop_assert!(full.free_at > now && full.standing.remaining == 0);
                        prop_assert!(window.take(limit, full.free_at).is_ok());
                        prop_assert!(window.take(limit, full.free_at.minus(Micros(1))).is_err());
                    }
                }
            }
        }
    }
}
