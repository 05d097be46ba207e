//! The choice of a method on classic series, the end of each held out.

use engine::native::sales_forecast::{Trial, trial};

use super::AGENT;
use super::classic::SERIES;
use crate::cases::Agent;

fn trials() -> Vec<(&'static str, Trial)> {
    let agent = Agent::load(AGENT);
    let values = |name: &str| -> Vec<f64> {
        let text = String::from_utf8(agent.bytes(&format!("cases/series/{name}.csv"))).expect("UTF-8");
        text.lines().skip(1).map(|line| line.rsplit(',').next().expect("a cell").parse().expect("a number")).collect()
    };
    SERIES
        .iter()
        .map(|(name, season, held_out)| (*name, trial(&values(name), *season, *held_out, 80).expect("long enough")))
        .collect()
}

fn of(pairs: &[(&'static str, f64)], method: &str) -> Option<f64> {
    pairs.iter().find(|(name, _)| *name == method).map(|(_, value)| *value)
}

/// The single method that is best on average of those that can be used on every series.
fn best_single(trials: &[(&'static str, Trial)]) -> &'static str {
    let mean = |method: &str| -> Option<f64> {
        let errors: Option<Vec<f64>> = trials.iter().map(|(_, trial)| of(&trial.mase, method)).collect();
        errors.map(|errors| errors.iter().sum())
    };
    let methods = trials[0].1.mase.iter().filter_map(|(method, _)| Some((*method, mean(method)?)));
    methods.min_by(|one, other| one.1.total_cmp(&other.1)).expect("one method for all").0
}

#[test]
fn the_choice_is_not_worse_than_the_best_single_method_on_eight_of_ten_series() {
    let trials = trials();
    let single = best_single(&trials);
    let own = |trial: &Trial| of(&trial.mase, trial.chosen).expect("its own error");
    let not_worse = trials.iter().filter(|(_, trial)| own(trial) <= of(&trial.mase, single).expect("on all") + 1e-12);
    let names: Vec<&str> = not_worse.map(|(name, _)| *name).collect();
    assert!(names.len() >= 8, "not worse than {single} on {names:?} only");
}

#[test]
fn the_choice_is_better_than_repeating_the_past() {
    let trials = trials();
    let own: f64 = trials.iter().filter_map(|(_, trial)| of(&trial.mase, trial.chosen)).sum();
    let naive: f64 = trials.iter().filter_map(|(_, trial)| of(&trial.mase, "naive")).sum();
    let seasonal: Vec<(f64, f64)> = trials
        .iter()
        .filter_map(|(_, trial)| Some((of(&trial.mase, trial.chosen)?, of(&trial.mase, "seasonal_naive")?)))
        .collect();
    assert!(own < 0.7 * naive, "{own} against {naive}");
    let (own, repeated): (f64, f64) = seasonal.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    assert!(own < 0.85 * repeated, "{own} against {repeated}");
}
