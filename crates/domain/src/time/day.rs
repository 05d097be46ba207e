//! Days as people count them where they are. Only sums that are shown go by them; what is stored, compared or capped goes
//! by UTC.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Micros, Period, Timestamp, Zone};

const DAY: i64 = Micros::days(1).0;

/// A day of the calendar, in whichever place: whole days since 1970-01-01. On the wire it is `2026-11-21`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(i64);

/// A stretch of time in which a place's clocks are not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end, which is not in it.
    pub before: Timestamp,
    /// What is added to UTC for the time on the wall.
    pub offset: Micros,
}

impl Day {
    /// So many days after 1970-01-01.
    pub const fn from_number(days: i64) -> Self {
        Self(days)
    }

    /// The day so many days later; earlier where the number is negative.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many days after `earlier` it is.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        Self(self.midnight().begin_of(Period::Week).as_micros().div_euclid(DAY))
    }

    /// For a person: `21 Nov`.
    pub fn short(self) -> String {
        self.midnight().as_jiff().strftime("%-d %b").to_string()
    }

    /// For a person, with its name: `Sat 21 Nov 2026`.
    pub fn long(self) -> String {
        self.midnight().as_jiff().strftime("%a %-d %b %Y").to_string()
    }

    /// Its beginning as if the place were on UTC: for the calendar's arithmetic only.
    const fn midnight(self) -> Timestamp {
        Timestamp(self.0.saturating_mul(DAY))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.midnight().to_day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Stretch {
    /// The day on the wall of a point in it.
    pub const fn day_of(&self, at: Timestamp) -> Day {
        Day(at.plus(self.offset).as_micros().div_euclid(DAY))
    }
}

impl Zone {
    /// The day that it is there.
    pub fn day_of(&self, at: Timestamp) -> Day {
        Stretch { from: at, before: at, offset: self.offset(at.as_jiff()) }.day_of(at)
    }

    /// When a day begins there. Where clocks skip its midnight, it begins later.
    pub fn begin_of(&self, day: Day) -> Timestamp {
        let date = jiff::tz::TimeZone::UTC.to_datetime(day.midnight().as_jiff()).date();
        let begin = date.to_zoned(self.0.clone());
        begin.map_or(day.midnight(), |begin| Timestamp(begin.timestamp().as_microsecond()))
    }

    /// The time from `from` until `before`, cut where clocks are changed there; in order.
    pub fn stretches(&self, from: Timestamp, before: Timestamp) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut begin = from;
        while begin < before {
            let next = self.0.following(begin.as_jiff()).next();
            let end = next.map_or(before, |next| Timestamp(next.timestamp().as_microsecond()).min(before));
            if end <= begin {
                break;
            }
            stretches.push(Stretch { from: begin, before: end, offset: self.offset(begin.as_jiff()) });
            begin = end;
        }
        stretches
    }

    fn offset(&self, at: jiff::Timestamp) -> Micros {
        Micros::seconds(i64::from(self.0.to_offset(at).seconds()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a time")
    }

    /// Central Europe, as a rule: the bundled names are the server's.
    fn berlin() -> Zone {
        Zone::new(jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("rules"))
    }

    #[test]
    fn a_day_is_that_of_the_place() {
        let late = at("2026-11-21T23:30:00Z");
        assert_eq!(Zone::default().day_of(late).to_string(), "2026-11-21");
        assert_eq!(berlin().day_of(late).to_string(), "2026-11-22");
        assert_eq!(berlin().begin_of(berlin().day_of(late)), at("2026-11-21T23:00:00Z"));
        assert_eq!(berlin().day_of(late).long(), "Sun 22 Nov 2026");
        assert_eq!(berlin().day_of(late).monday().short(), "16 Nov");
        let before = Zone::default().day_of(Timestamp::from_micros(-1));
        assert_eq!((before.to_string().as_str(), before.plus(1)), ("1969-12-31", Day::default()));
    }

    #[test]
    fn days_on_which_clocks_change_are_longer_and_shorter() {
        let zone = berlin();
        let length = |text: &str| {
            let day = zone.day_of(at(text));
            zone.begin_of(day.plus(1)).since(zone.begin_of(day)).0 / Micros::hours(1).0
        };
        assert_eq!(length("2026-03-29T12:00:00Z"), 23);
        assert_eq!(length("2026-10-25T12:00:00Z"), 25);
        assert_eq!(length("2026-10-26T12:00:00Z"), 24);
    }

    #[test]
    fn time_is_cut_where_clocks_change_and_nowhere_else() {
        let (from, before) = (at("2026-03-01T00:00:00Z"), at("2026-11-01T00:00:00Z"));
        let cut = berlin().stretches(from, before);
        let told: Vec<(String, i64)> =
            cut.iter().map(|one| (one.from.to_rfc3339(), one.offset.0 / Micros::hours(1).0)).collect();
        let expected = [("2026-03-01T00:00:00Z", 1), ("2026-03-29T01:00:00Z", 2), ("2026-10-25T01:00:00Z", 1)];
        assert_eq!(told, expected.map(|(from, hours)| (from.to_owned(), hours)));
        assert!(cut.windows(2).all(|pair| pair[0].before == pair[1].from));
        assert_eq!(cut.last().map(|last| last.before), Some(before));
        assert_eq!(Zone::default().stretches(from, before).len(), 1);
        assert!(berlin().stretches(before, from).is_empty());
    }
}
