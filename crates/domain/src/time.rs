//! Points in time as whole microseconds since the Unix epoch, UTC.

mod day;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use day::{Day, Stretch};

/// A point in time: microseconds since 1970-01-01T00:00:00Z. On the wire it is RFC 3339 text in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

/// A length of time in whole microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Micros(pub i64);

impl Micros {
    /// One second.
    pub const SECOND: Self = Self(1_000_000);

    /// So many seconds.
    pub const fn seconds(count: i64) -> Self {
        Self(count * 1_000_000)
    }

    /// So many minutes.
    pub const fn minutes(count: i64) -> Self {
        Self::seconds(count * 60)
    }

    /// So many hours.
    pub const fn hours(count: i64) -> Self {
        Self::minutes(count * 60)
    }

    /// So many days of 24 hours.
    pub const fn days(count: i64) -> Self {
        Self::hours(count * 24)
    }
}

/// A stretch of the calendar in UTC, for sums by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
}

impl Period {
    /// Reads the word that is sent.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "day" => Some(Self::Day),
            "week" => Some(Self::Week),
            "month" => Some(Self::Month),
            _ => None,
        }
    }
}

impl Timestamp {
    /// From microseconds since the Unix epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Later by `length` (saturating at the ends of the range).
    #[must_use]
    pub const fn plus(self, length: Micros) -> Self {
        Self(self.0.saturating_add(length.0))
    }

    /// Earlier by `length` (saturating at the ends of the range).
    #[must_use]
    pub const fn minus(self, length: Micros) -> Self {
        Self(self.0.saturating_sub(length.0))
    }

    /// How long after `earlier` this is; negative when it is before.
    pub const fn since(self, earlier: Self) -> Micros {
        Micros(self.0.saturating_sub(earlier.0))
    }

    fn as_jiff(self) -> jiff::Timestamp {
        // Out of jiff's range (year 9999) only by a broken row: shown as the end of the range.
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }

    /// From RFC 3339 with an offset: `2026-11-21T09:30:00Z`. `None` where it is no point in time.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|point| Self(point.as_microsecond()))
    }

    /// The beginning of a day in UTC, from `2026-11-21`. `None` where there is no such day.
    pub fn parse_day(text: &str) -> Option<Self> {
        // jiff reads more than a plain day; a day of history is ten characters.
        let day: jiff::civil::Date = if text.len() == 10 { text.parse().ok()? } else { return None };
        let begin = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(Self(begin.timestamp().as_microsecond()))
    }

    /// The beginning of its day, week (from Monday) or month in UTC.
    #[must_use]
    pub fn begin_of(self, period: Period) -> Self {
        const DAY: i64 = Micros::days(1).0;
        let days = self.0.div_euclid(DAY);
        match period {
            Period::Day => Self(days * DAY),
            // The first day of the epoch was a Thursday.
            Period::Week => Self((days - (days + 3).rem_euclid(7)) * DAY),
            Period::Month => {
                let day = jiff::tz::TimeZone::UTC.to_datetime(self.as_jiff()).date().first_of_month();
                day.to_zoned(jiff::tz::TimeZone::UTC).map_or(self, |begin| Self(begin.timestamp().as_microsecond()))
            }
        }
    }

    /// The day in UTC: `2026-11-21`.
    pub fn to_day(self) -> String {
        self.as_jiff().strftime("%Y-%m-%d").to_string()
    }

    /// RFC 3339 in UTC, to the second: `2026-11-21T09:30:00Z`.
    pub fn to_rfc3339(self) -> String {
        self.as_jiff().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// The calendar month in UTC, as months since the year 0: 24,322 for November 2026.
    pub fn month(self) -> i64 {
        let date = self.as_jiff().to_zoned(jiff::tz::TimeZone::UTC).date();
        i64::from(date.year()) * 12 + i64::from(date.month()) - 1
    }

    /// For people, in UTC: `21 Nov 2026, 09:30 UTC`.
    pub fn to_text(self) -> String {
        self.as_jiff().strftime("%-d %b %Y, %H:%M UTC").to_string()
    }

    /// For people, where they are: `21 Nov 2026, 10:30 CET`.
    pub fn to_text_in(self, zone: &Zone) -> String {
        self.as_jiff().to_zoned(zone.0.clone()).strftime("%-d %b %Y, %H:%M %Z").to_string()
    }
}

/// A time zone, for showing times only: everything is stored, compared and capped in UTC.
///
/// The names and their rules are the server's to know, so that the browser need not carry them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(jiff::tz::TimeZone);

impl Zone {
    /// The zone of these rules.
    pub const fn new(rules: jiff::tz::TimeZone) -> Self {
        Self(rules)
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self(jiff::tz::TimeZone::UTC)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.as_jiff())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let point: jiff::Timestamp = text.parse().map_err(serde::de::Error::custom)?;
        Ok(Self(point.as_microsecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_weeks_and_months_begin_in_utc() {
        let at = Timestamp::parse("2026-11-21T09:30:00Z").expect("a time");
        assert_eq!(Timestamp::parse_day("2026-11-21"), Some(at.begin_of(Period::Day)));
        assert_eq!(at.begin_of(Period::Week).to_rfc3339(), "2026-11-16T00:00:00Z");
        assert_eq!(at.begin_of(Period::Month).to_rfc3339(), "2026-11-01T00:00:00Z");
        assert_eq!(at.begin_of(Period::Week).begin_of(Period::Week), at.begin_of(Period::Week));
        assert_eq!(Timestamp::from_micros(-1).begin_of(Period::Day).to_day(), "1969-12-31");
        assert_eq!(Timestamp::from_micros(-1).begin_of(Period::Week).to_day(), "1969-12-29");
        for bad in ["2026-02-30", "21.11.2026", "2026-11-21T00", "", "today", "2026-1-1"] {
            assert_eq!(Timestamp::parse_day(bad), None, "{bad}");
        }
        assert_eq!(Timestamp::parse("2026-11-21"), None);
    }

    #[test]
    fn days_and_months_are_those_of_utc() {
        let last = Timestamp::from_micros(1_796_083_199_999_999);
        assert_eq!((last.to_day().as_str(), last.month()), ("2026-11-30", 2026 * 12 + 10));
        let first = last.plus(Micros(1));
        assert_eq!((first.to_day().as_str(), first.month()), ("2026-12-01", 2026 * 12 + 11));
    }

    #[test]
    fn text_is_rfc_3339_in_utc() {
        let at = Timestamp::from_micros(1_795_253_400_123_456);
        assert_eq!(at.to_rfc3339(), "2026-11-21T09:30:00Z");
        assert_eq!(at.to_text(), "21 Nov 2026, 09:30 UTC");
        assert_eq!(at.to_text_in(&Zone::default()), at.to_text());
        let east = jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(at.to_text_in(&Zone::new(east)), "21 Nov 2026, 11:30 +02");
        let wire = serde_json::to_string(&at).expect("a time is text");
        assert_eq!(serde_json::from_str::<Timestamp>(&wire).expect("reads back"), at);
    }
}
