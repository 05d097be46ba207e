//! What the runs of the period come to, beside the period before.

use domain::analytics::Analytics;
use domain::time::Micros;
use leptos::prelude::*;

use super::days::{count, credits};
use crate::format;
use crate::text::{analytics as words, history};
use crate::ui::chart::sparkline::Sparkline;
use crate::ui::credits::Amount;
use crate::ui::stat::{Figure, Figures};

/// Runs, success, credits and time, as four figures.
#[component]
pub(super) fn Totals(
    /// What is known.
    analytics: Analytics,
) -> impl IntoView {
    let Analytics { total, before, days, by_day, .. } = analytics;
    let success = total.success_per_mille.map_or_else(|| words::NONE.to_owned(), format::per_mille);
    let time = total.mean_time_us.map_or_else(|| words::NONE.to_owned(), |us| format::duration(Micros(us)));
    let (now, then) = (i64::try_from(total.runs).unwrap_or(i64::MAX), i64::try_from(before.runs).unwrap_or(i64::MAX));
    let runs_note = words::against(change(now, then), days);
    let spent_note = words::against(change(total.charged.micro(), before.charged.micro()), days);
    let runs = by_day.iter().map(|day| count(day.sums.runs)).collect();
    let spent = by_day.iter().map(|day| credits(day.sums.charged)).collect();
    let time_note = if total.cached > 0 { history::MEAN_TIME_NOTE } else { "" };
    view! {
        <Figures label=words::FIGURES>
            <Figure label=words::RUNS note=runs_note>
                {format::count(total.runs)}
                <Sparkline values=runs/>
            </Figure>
            <Figure label=words::SPENT note=spent_note>
                <Amount credits=total.charged/>
                <Sparkline values=spent/>
            </Figure>
            <Figure label=words::SUCCESS note=history::of_finished(total.succeeded, total.finished)>
                {success}
            </Figure>
            <Figure label=words::MEAN_TIME note=time_note>
                {time}
            </Figure>
        </Figures>
    }
}

/// By how many thousandths `now` is more than `then`; `None` where there was nothing.
fn change(now: i64, then: i64) -> Option<i64> {
    let more = i128::from(now) - i128::from(then);
    i64::try_from((more * 1_000).checked_div(i128::from(then))?).ok()
}

#[cfg(test)]
mod tests {
    use super::change;

    #[test]
    fn a_change_is_told_against_what_was() {
        assert_eq!(change(15, 10), Some(500));
        assert_eq!(change(5, 10), Some(-500));
        assert_eq!(change(10, 10), Some(0));
        assert_eq!(change(10, 0), None);
        assert_eq!(change(i64::MAX, 1), None, "beyond what a page can say");
    }
}
