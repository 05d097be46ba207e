//! What the viewer's runs come to.

use domain::account::{Action, Viewer, authorised_owner};
use domain::run::{RunPeriod, RunSummary, RunTally};
use domain::time::{Period, Timestamp};
use store::{Scope, history};

use super::Narrowing;
use crate::Services;
use crate::run::error::Error;

/// What the viewer's runs that fit come to, in all and, where asked for, by period. Deleted runs do not count.
pub async fn summary(
    services: &Services,
    viewer: &Viewer,
    narrowing: &Narrowing,
    by: Option<Period>,
) -> Result<RunSummary, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let filter = narrowing.read(&services.catalogue().load())?;
    let days = services
        .db()
        .read(Scope::Owner(owner), (owner, filter), |conn, (owner, filter)| {
            Box::pin(history::tallies(conn, *owner, filter))
        })
        .await
        .map_err(Error::Store)?;
    fold(&days, by).ok_or(Error::Internal("the sums of runs leave their range"))
}

fn fold(days: &[(Timestamp, RunTally)], by: Option<Period>) -> Option<RunSummary> {
    let mut total = RunTally::default();
    let mut periods: Vec<(Timestamp, RunTally)> = Vec::new();
    for (day, tally) in days {
        total = total.plus(*tally)?;
        let Some(begin) = by.map(|period| day.begin_of(period)) else { continue };
        match periods.last_mut() {
            Some((last, sum)) if *last == begin => *sum = sum.plus(*tally)?,
            _ => periods.push((begin, *tally)),
        }
    }
    let period = |(begins_at, tally): (Timestamp, RunTally)| RunPeriod { begins_at, sums: tally.sums() };
    Some(RunSummary { total: total.sums(), periods: periods.into_iter().map(period).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_folded_into_the_periods_they_belong_to() {
        let one = RunTally { runs: 1, ..RunTally::default() };
        let day = |text: &str| (Timestamp::parse_day(text).expect("a day"), one);
        let days = [day("2026-10-30"), day("2026-11-01"), day("2026-11-02"), day("2026-11-09")];
        let count = |by| {
            let summary = fold(&days, by).expect("fits");
            assert_eq!(summary.total.runs, 4);
            summary.periods.iter().map(|period| (period.begins_at.to_day(), period.sums.runs)).collect::<Vec<_>>()
        };
        assert!(count(None).is_empty());
        assert_eq!(count(Some(Period::Day)).len(), 4);
        assert_eq!(count(Some(Period::Month)), [("2026-10-01".to_owned(), 1), ("2026-11-01".to_owned(), 3)]);
        let weeks = count(Some(Period::Week));
        let expected = [("2026-10-26".to_owned(), 2), ("2026-11-02".to_owned(), 1), ("2026-11-09".to_owned(), 1)];
        assert_eq!(weeks, expected);
    }
}
