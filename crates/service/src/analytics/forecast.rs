//! What the days ahead are expected to cost, from what the days behind did.
//!
//! The past is that of at most [`LEARNED`] whole days, from the first one with a run, until yesterday: the day that is not
//! over would look like a cheap one. A forecast is four times shorter than that, in whole weeks, so that each day of the week
//! is in it as often as every other; with less than four weeks there is none. The methods and how one of them is chosen are
//! those of the agent `sales-forecast`.

use std::collections::BTreeMap;

use domain::analytics::{DayCost, DayExpected, Expected, FORECAST_LEVEL, Forecast};
use domain::credits::Credits;
use domain::run::RunTally;
use domain::time::Day;
use engine::native::sales_forecast::{Band, outlook};

/// Days of the past that are learned from at most.
pub(super) const LEARNED: i64 = 180;
/// How far ahead is looked, the farthest first: whole weeks.
const HORIZONS: [usize; 3] = [28, 14, 7];
/// Days of the past that are told with it at least, so that one sees what it was made of.
const TOLD: usize = 28;

/// The forecast from `today` on; `days` are those with runs.
pub(super) fn forecast(days: &BTreeMap<Day, RunTally>, today: Day) -> Option<Forecast> {
    let past = days.range(today.plus(-LEARNED)..today);
    let first = *past.clone().next()?.0;
    let mut values = vec![0.0; usize::try_from(today.since(first)).ok()?];
    for (day, tally) in past {
        let place = usize::try_from(day.since(first)).ok()?;
        *values.get_mut(place)? = float(tally.charged);
    }
    let horizon = HORIZONS.into_iter().find(|horizon| values.len() >= 4 * horizon)?;
    let outlook = outlook(&values, horizon, FORECAST_LEVEL)?;
    let ahead = (0..).zip(&outlook.days);
    let told = i64::try_from((2 * horizon).max(TOLD)).ok()?.min(today.since(first));
    let past = (-told..0).map(|before| {
        let day = today.plus(before);
        DayCost { day, charged: days.get(&day).map_or(Credits::ZERO, |tally| tally.charged) }
    });
    Some(Forecast {
        method: outlook.method,
        level: FORECAST_LEVEL,
        learned_since: first,
        learned_days: u32::try_from(values.len()).ok()?,
        tested_at: u32::try_from(outlook.origins).ok()?,
        mean_error: credits(outlook.mean_error),
        total: expected(outlook.total),
        by_day: ahead.map(|(after, band)| DayExpected { day: today.plus(after), cost: expected(*band) }).collect(),
        past: past.collect(),
    })
}

fn expected(band: Band) -> Expected {
    Expected { expected: credits(band.value), low: credits(band.low), high: credits(band.high) }
}

#[expect(clippy::cast_precision_loss, reason = "what a day costs is far below 2^53 millionths")]
const fn float(amount: Credits) -> f64 {
    amount.micro() as f64
}

/// Rounded to a whole millionth. What no amount can be is cut off by the conversion.
#[expect(clippy::cast_possible_truncation, reason = "the conversion saturates")]
fn credits(amount: f64) -> Credits {
    Credits::from_micro(amount.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64, credits: i64) -> (Day, RunTally) {
        let tally = RunTally { runs: 1, charged: Credits::whole(credits), ..RunTally::default() };
        (Day::from_number(number), tally)
    }

    #[test]
    fn it_is_four_times_shorter_than_what_is_known_in_whole_weeks() {
        let ahead = |first: i64| {
            let today = Day::from_number(1_000);
            forecast(&BTreeMap::from([day(first, 4)]), today)
                .map(|forecast| (forecast.learned_days, forecast.by_day.len()))
        };
        assert_eq!(ahead(1_000 - 27), None);
        assert_eq!(ahead(1_000 - 28), Some((28, 7)));
        assert_eq!(ahead(1_000 - 56), Some((56, 14)));
        assert_eq!(ahead(1_000 - 112), Some((112, 28)));
        assert_eq!(ahead(1_000 - 181), None, "what lies too long ago is not learned from");
        assert_eq!(forecast(&BTreeMap::new(), Day::from_number(1_000)), None);
        assert_eq!(forecast(&BTreeMap::from([day(1_000, 4)]), Day::from_number(1_000)), None, "today is not over");
    }

    #[test]
    fn a_cost_that_never_changes_is_expected_to_the_millionth() {
        let days: BTreeMap<Day, RunTally> = (0..56).map(|number| day(number, 4)).collect();
        let forecast = forecast(&days, Day::from_number(56)).expect("is long enough");
        let four = Credits::whole(4);
        assert!(forecast.by_day.iter().all(|day| day.cost == Expected { expected: four, low: four, high: four }));
        assert_eq!(forecast.by_day[0].day, Day::from_number(56));
        let told: Vec<Day> = forecast.past.iter().map(|past| past.day).collect();
        assert_eq!(told, (28..56).map(Day::from_number).collect::<Vec<Day>>());
        assert_eq!((forecast.total.expected, forecast.mean_error), (Credits::whole(56), Credits::ZERO));
    }
}
