//! Time cut into periods of one length: the grain.
//!
//! A period is a whole number, and the next period is the next number; nothing else of a run counts days. In a daily
//! calendar the days of the week on which nothing ever happens (a shop's Sunday) are no periods at all.

pub(crate) mod find;
pub(crate) mod moment;

use serde::{Deserialize, Serialize};

pub(crate) use self::moment::Moment;

/// The length of a period, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grain {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

/// How time is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Calendar {
    /// The length of a period.
    pub(crate) grain: Grain,
    /// The first day of a week, from Monday as 0.
    pub(crate) week_start: u8,
    /// Of a daily calendar, which days of the week there are, Monday first.
    pub(crate) open: [bool; 7],
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Days of the week, Monday first.
pub(crate) const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Grain {
    /// From short to long.
    pub(crate) const ALL: [Self; 6] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The word in options and outputs, and the noun in sentences.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The grain of that word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grain| grain.as_str() == word)
    }

    /// The next longer one.
    pub(crate) fn longer(self) -> Option<Self> {
        Self::ALL.into_iter().find(|grain| *grain > self)
    }

    /// Periods ahead where nobody says how many.
    pub(crate) const fn horizon(self) -> usize {
        match self {
            Self::Hour => 48,
            Self::Day => 28,
            Self::Week => 13,
            Self::Month => 12,
            Self::Quarter => 8,
            Self::Year => 5,
        }
    }
}

impl Calendar {
    /// Every day is open, and weeks begin on Monday.
    pub(crate) const fn of(grain: Grain) -> Self {
        Self { grain, week_start: 0, open: [true; 7] }
    }

    /// The period of a moment. A closed day belongs to the open one before it.
    pub(crate) fn period(&self, moment: Moment) -> i64 {
        let day = i64::from(moment.day);
        match self.grain {
            Grain::Hour => day * 24 + i64::from(moment.second / 3600),
            Grain::Day => {
                // 1970-01-01 was a Thursday.
                let (week, weekday) = ((day + 3).div_euclid(7), (day + 3).rem_euclid(7));
                let until = self.open.iter().take(usize::try_from(weekday).unwrap_or(0) + 1).filter(|open| **open);
                week * self.open_days() + i64::try_from(until.count()).unwrap_or(0) - 1
            }
            Grain::Week => (day + 3 - i64::from(self.week_start)).div_euclid(7),
            Grain::Month | Grain::Quarter | Grain::Year => {
                let date = moment.date();
                let month = i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
                match self.grain {
                    Grain::Month => month,
                    Grain::Quarter => month.div_euclid(3),
                    _ => month.div_euclid(12),
                }
            }
        }
    }

    /// The moment at which a period begins.
    pub(crate) fn start(&self, period: i64) -> Moment {
        let day = |day: i64| Moment { day: i32::try_from(day).unwrap_or(i32::MAX), second: 0 };
        match self.grain {
            Grain::Hour => {
                let second = u32::try_from(period.rem_euclid(24)).unwrap_or(0) * 3600;
                Moment { second, ..day(period.div_euclid(24)) }
            }
            Grain::Day => {
                let (week, place) = (period.div_euclid(self.open_days()), period.rem_euclid(self.open_days()));
                let place = usize::try_from(place).unwrap_or(0);
                let weekday = (0_i64..).zip(self.open).filter(|(_, open)| *open).nth(place).map_or(0, |(day, _)| day);
                day(week * 7 + weekday - 3)
            }
            Grain::Week => day(period * 7 - 3 + i64::from(self.week_start)),
            Grain::Month => Moment::first_of(period),
            Grain::Quarter => Moment::first_of(period * 3),
            Grain::Year => Moment::first_of(period * 12),
        }
    }

    /// The period as people write it: `2024-03-01 14:00`, `2024-03-01`, `2024-03`, `2024-Q1`, `2024`.
    pub(crate) fn label(&self, period: i64) -> String {
        let start = self.start(period);
        let date = start.date();
        match self.grain {
            Grain::Hour => format!("{date} {:02}:00", start.second / 3600),
            Grain::Day | Grain::Week => date.to_string(),
            Grain::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Grain::Quarter => format!("{:04}-Q{}", date.year(), (date.month() + 2) / 3),
            Grain::Year => format!("{:04}", date.year()),
        }
    }

    /// The lengths of a season, the usual one first: a day and a week of hours, a week and a year of days …
    pub(crate) fn seasons(&self) -> Vec<usize> {
        match self.grain {
            Grain::Hour => vec![24, 168],
            Grain::Day => vec![usize::try_from(self.open_days()).unwrap_or(7)],
            Grain::Week => vec![52],
            Grain::Month => vec![12],
            Grain::Quarter => vec![4],
            Grain::Year => Vec::new(),
        }
    }

    /// What the place of a period in its usual season is called: `Tuesday`, `March`, `14:00`.
    pub(crate) fn place(&self, period: i64) -> Option<String> {
        let start = self.start(period);
        match self.grain {
            Grain::Hour => Some(format!("{:02}:00", start.second / 3600)),
            Grain::Day => WEEKDAYS.get(usize::from(start.weekday())).map(|day| (*day).to_owned()),
            Grain::Month => usize::try_from(start.date().month() - 1)
                .ok()
                .and_then(|month| MONTHS.get(month))
                .map(|month| (*month).to_owned()),
            Grain::Quarter => Some(format!(
                "the {} quarter",
                ["first", "second", "third", "fourth"][usize::try_from((start.date().month() - 1) / 3).unwrap_or(0)]
            )),
            Grain::Week | Grain::Year => None,
        }
    }

    fn open_days(&self) -> i64 {
        i64::try_from(self.open.iter().filter(|open| **open).count()).unwrap_or(7).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::read(text).expect("a moment")
    }

    #[test]
    fn periods_follow_each_other_and_begin_where_they_should() {
        let workdays = [true, true, true, true, true, false, false];
        for calendar in Grain::ALL.map(Calendar::of).into_iter().chain([
            Calendar { open: workdays, ..Calendar::of(Grain::Day) },
            Calendar { week_start: 6, ..Calendar::of(Grain::Week) },
        ]) {
            for text in ["1969-12-31", "1970-01-01", "2000-02-29", "2024-12-30T23:59:59", "1899-07-01", "2024-03-08"] {
                let period = calendar.period(moment(text));
                assert_eq!(calendar.period(calendar.start(period)), period, "{text} in {calendar:?}");
                assert_eq!(calendar.period(calendar.start(period + 1)), period + 1, "{text} in {calendar:?}");
                assert!(calendar.start(period) <= moment(text), "{text} in {calendar:?}");
            }
        }
    }

    #[test]
    fn labels_are_as_people_write_them() {
        let label = |grain: Grain, text: &str| {
            let calendar = Calendar::of(grain);
            calendar.label(calendar.period(moment(text)))
        };
        assert_eq!(label(Grain::Hour, "2024-03-05T14:20:00"), "2024-03-05 14:00");
        assert_eq!(label(Grain::Week, "2024-03-05"), "2024-03-04");
        assert_eq!(label(Grain::Month, "2024-03-05"), "2024-03");
        assert_eq!(label(Grain::Quarter, "2024-05-05"), "2024-Q2");
        assert_eq!(label(Grain::Year, "1871-05-05"), "1871");
    }

    #[test]
    fn closed_days_are_no_periods() {
        let calendar = Calendar { open: [true, true, true, true, true, false, false], ..Calendar::of(Grain::Day) };
        let (friday, monday) = (calendar.period(moment("2024-03-01")), calendar.period(moment("2024-03-04")));
        assert_eq!(monday, friday + 1);
        assert_eq!(calendar.period(moment("2024-03-02")), friday, "a Saturday counts to the Friday before it");
        assert_eq!(calendar.place(friday).as_deref(), Some("Friday"));
        assert_eq!(calendar.seasons(), [5]);
    }
}
