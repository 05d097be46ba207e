//! The back-test on series whose best method is known.

use super::*;

fn task<'a>(values: &'a [Option<f64>], marks: &'a [Option<usize>], seasons: &'a [usize]) -> Task<'a> {
    Task { values, marks, seasons, horizon: 6, only: None, from_zero: false }
}

fn best(values: &[f64], seasons: &[usize]) -> Method {
    let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
    let marks = vec![None; values.len() + 6];
    let tested = test(&task(&values, &marks, seasons), &Cancel::default()).expect("not stopped");
    tested.scores[0].0.candidate.method
}

#[test]
fn the_method_that_fits_is_chosen() {
    let float = super::super::number::float;
    let line: Vec<f64> = (0..40).map(|at| 10.0 + 3.0 * float(at)).collect();
    assert_eq!(best(&line, &[]), Method::Drift, "exact, and the simplest that is");
    let repeated: Vec<f64> = [5.0, 9.0, 2.0, 7.0].into_iter().cycle().take(40).collect();
    assert_eq!(best(&repeated, &[4]), Method::SeasonalNaive);
    let growing: Vec<f64> = (0..60).map(|at| (100.0 + 4.0 * float(at)) * [1.5, 0.8, 0.5, 1.2][at % 4]).collect();
    assert!(best(&growing, &[4]).is_multiplicative());
    assert_eq!(best(&[3.0; 20], &[4]), Method::Naive);
}

#[test]
fn nothing_after_the_origin_is_seen() {
    let values: Vec<Option<f64>> = (0..48_u32).map(|at| Some(f64::from(at % 12) + 20.0)).collect();
    let marks = vec![None; 60];
    let mut changed = values.clone();
    changed[40..].fill(Some(1e9));
    for candidate in task(&values, &marks, &[12]).candidates() {
        let ask = |values: &[Option<f64>]| task(values, &marks, &[12]).forecast(candidate, 40, 8, &mut None);
        assert_eq!(ask(&values), ask(&changed), "{candidate:?}");
    }
}

#[test]
fn the_interval_holds_its_share_and_never_narrows() {
    let misses: Vec<Miss> = (0..10)
        .flat_map(|origin| (0..4).map(move |step| (origin, step)))
        .map(|(origin, step)| Miss { step, size: f64::from(u32::try_from(origin).unwrap_or(0)), share: 0.1 })
        .collect();
    let reach = reach(&misses, 4, &[100.0; 16], 0.8, false);
    assert!(reach.windows(2).all(|pair| pair[0] <= pair[1]));
    let inside = misses.iter().filter(|miss| miss.size <= reach[0]).count();
    assert!(inside * 10 >= misses.len() * 8);
    assert!((reach[15] - 2.0 * reach[3]).abs() < 1e-9, "the square root of four times the distance");
    let growing = super::reach(&misses, 4, &[1000.0; 16], 0.8, true);
    assert!((growing[0] - 100.0).abs() < 1e-9, "a tenth of the forecast is more");
}

#[test]
fn one_method_is_tried_when_asked() {
    let values: Vec<Option<f64>> = (0..30_u32).map(|at| Some(f64::from(at))).collect();
    let marks = vec![None; 40];
    let asked = Task { only: Some(Method::Holt), ..task(&values, &marks, &[12]) };
    let tested = test(&asked, &Cancel::default()).expect("not stopped");
    assert_eq!(tested.scores.len(), 1);
    assert_eq!(tested.scores[0].0.candidate.method, Method::Holt);
}
