//! How good the choice of a method is, on the ten classic series of `agents/sales-forecast/cases/series`.
//!
//! `cargo run --release -p engine --example forecast_accuracy [blocks]`
//!
//! The last values of each series are held out: 18 months, 8 quarters or 6 years, the horizons of the M3 competition
//! (Makridakis and Hibon, International Journal of Forecasting 16, 2000). The method is chosen and fitted on what lies
//! before and nothing else. Printed are the error of the chosen method on the held-out values (MASE), that of every
//! single method, and on how many series the choice is not worse than the single method that is best on average of all.
//! With `blocks` above 1, that many blocks at the end are cut away first, all but the first of them: this is how the
//! method was looked at while it grew, so that the last block stayed unseen.

use std::collections::BTreeMap;
use std::path::Path;

use engine::native::sales_forecast::{Trial, trial};

#[path = "../tests/agents/sales_forecast/classic.rs"]
mod classic;

use classic::SERIES;

/// How many of a hundred values the interval is to hold.
const LEVEL: u8 = 80;

fn read(name: &str) -> Vec<f64> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agents/sales-forecast/cases/series");
    let text = std::fs::read_to_string(folder.join(format!("{name}.csv"))).unwrap_or_default();
    text.lines().skip(1).filter_map(|line| line.rsplit(',').next()?.parse().ok()).collect()
}

fn of<'a>(pairs: &'a [(&'static str, f64)], method: &str) -> Option<&'a f64> {
    pairs.iter().find(|(name, _)| *name == method).map(|(_, value)| value)
}

#[expect(clippy::print_stdout, reason = "an example tells what it measured")]
#[expect(clippy::cast_precision_loss, reason = "ten series")]
fn main() {
    let blocks = std::env::args().nth(1).and_then(|text| text.parse::<usize>().ok()).unwrap_or(1).max(1);
    let mut trials: Vec<(&str, usize, Trial)> = Vec::new();
    for (name, season, held_out) in SERIES {
        let values = read(name);
        let shown = &values[..values.len().saturating_sub((blocks - 1) * held_out)];
        match trial(shown, season, held_out, LEVEL) {
            Some(found) => trials.push((name, held_out, found)),
            None => println!("{name}: too short"),
        }
    }
    // A method that cannot be used on a series (no season, values of zero) is judged on the others.
    let mut sums: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for (_, _, found) in &trials {
        for (method, mase) in &found.mase {
            let sum = sums.entry(method).or_default();
            *sum = (sum.0 + mase, sum.1 + 1);
        }
    }
    let mut means: Vec<(&str, f64, usize)> =
        sums.iter().map(|(method, (sum, count))| (*method, sum / *count as f64, *count)).collect();
    means.sort_by(|one, other| one.1.total_cmp(&other.1));
    let everywhere: Vec<&(&str, f64, usize)> = means.iter().filter(|(_, _, count)| *count == trials.len()).collect();
    let Some((single, _, _)) = everywhere.first().copied() else { return };

    println!(
        "{:<24} {:<36} {:>6} {:>7} {:>8} {:>8} {:>7}",
        "series", "chosen", "MASE", "sMAPE", single, "hindsight", "inside"
    );
    let (mut not_worse, mut chosen_sum, mut inside, mut all) = (0, 0.0, 0, 0);
    for (name, held_out, found) in &trials {
        let own = of(&found.mase, found.chosen).copied().unwrap_or(f64::NAN);
        let other = of(&found.mase, single).copied().unwrap_or(f64::NAN);
        let best = found.mase.iter().map(|(_, mase)| *mase).fold(f64::INFINITY, f64::min);
        let smape = of(&found.smape, found.chosen).copied().unwrap_or(f64::NAN);
        not_worse += usize::from(own <= other + 1e-12);
        chosen_sum += own;
        inside += found.inside;
        all += held_out;
        println!(
            "{name:<24} {:<36} {own:>6.3} {smape:>7.2} {other:>8.3} {best:>8.3} {:>4}/{held_out}",
            found.chosen, found.inside
        );
    }
    println!();
    println!("{:<36} {:>9} {:>7}", "method", "mean MASE", "series");
    println!("{:<36} {:>9.3} {:>7}", "the choice", chosen_sum / trials.len() as f64, trials.len());
    for (method, mean, count) in &means {
        println!("{method:<36} {mean:>9.3} {count:>7}");
    }
    println!();
    println!("not worse than {single}, the best single method on all: {not_worse} of {}", trials.len());
    println!("held-out values inside the interval for {LEVEL} of 100: {inside} of {all}");
}
