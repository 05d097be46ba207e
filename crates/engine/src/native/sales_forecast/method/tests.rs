//! Each method on series whose continuation is known.

use super::*;

fn forecast(method: Method, season: usize, past: &[f64], horizon: usize) -> Vec<f64> {
    Candidate { method, season }.forecast(past, horizon, &mut None).expect("a forecast")
}

fn near(one: &[f64], other: &[f64], share: f64) {
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(other) {
        assert!((one - other).abs() <= share * other.abs().max(1.0), "{one} for {other}");
    }
}

/// A line with a season of four, to add or to multiply by.
fn quarterly(count: usize, multiplicative: bool) -> Vec<f64> {
    let season = if multiplicative { [1.4, 0.8, 0.6, 1.2] } else { [30.0, -10.0, -40.0, 20.0] };
    let value = |at: usize| {
        let line = 100.0 + 2.0 * crate::native::sales_forecast::number::float(at);
        if multiplicative { line * season[at % 4] } else { line + season[at % 4] }
    };
    (0..count).map(value).collect()
}

#[test]
fn the_simple_ones_are_what_their_formulas_say() {
    let past = [1.0, 3.0, 2.0, 4.0, 7.0];
    near(&forecast(Method::Naive, 1, &past, 2), &[7.0, 7.0], 1e-12);
    near(&forecast(Method::SeasonalNaive, 3, &past, 4), &[2.0, 4.0, 7.0, 2.0], 1e-12);
    near(&forecast(Method::Drift, 1, &past, 2), &[8.5, 10.0], 1e-12);
}

#[test]
fn a_trend_is_continued_and_a_damped_one_flattens() {
    let line: Vec<f64> =
        quarterly(40, false).iter().zip([30.0, -10.0, -40.0, 20.0].iter().cycle()).map(|(v, s)| v - s).collect();
    near(&forecast(Method::Holt, 1, &line, 3), &[180.0, 182.0, 184.0], 0.01);
    let damped = forecast(Method::HoltDamped, 1, &line, 60);
    assert!(damped[0] > 178.0 && damped[59] < 178.0 + 0.75 * 120.0, "{damped:?}");
    assert!(damped[59] - damped[58] < damped[1] - damped[0]);
    // Theta takes half of the slope.
    let theta = forecast(Method::Theta, 1, &line, 2);
    assert!((theta[1] - theta[0] - 1.0).abs() < 0.05, "{theta:?}");
}

#[test]
fn seasons_are_continued_each_in_its_way() {
    for (multiplicative, methods) in [
        (false, [Method::WintersAdditive, Method::WintersAdditiveDamped]),
        (true, [Method::WintersMultiplicative, Method::WintersMultiplicativeDamped]),
    ] {
        let all = quarterly(48, multiplicative);
        for method in methods {
            near(&forecast(method, 4, &all[..40], 8), &all[40..], 0.04);
        }
    }
    let noise = [1.0, -1.0, 2.0, -2.0, 0.5];
    let level: Vec<f64> = noise.iter().cycle().take(60).map(|noise| 50.0 + noise).collect();
    near(&forecast(Method::Smoothing, 1, &level, 2), &[50.0, 50.0], 0.03);
}

#[test]
fn what_cannot_be_used_says_so() {
    let mut warm = None;
    let candidate = |method, season| Candidate { method, season };
    assert_eq!(candidate(Method::WintersAdditive, 4).forecast(&[1.0; 9], 2, &mut warm), None, "two seasons and more");
    let with_zero = [1.0, 0.0, 2.0, 3.0, 1.0, 4.0, 2.0, 3.0, 1.0, 5.0];
    assert_eq!(candidate(Method::WintersMultiplicative, 4).forecast(&with_zero, 2, &mut warm), None);
    assert!(candidate(Method::WintersAdditive, 4).forecast(&with_zero, 2, &mut None).is_some());
}

#[test]
fn no_number_is_ever_infinite() {
    let growing: Vec<f64> = (0..60).map(|power| 10_f64.powi(5 * power)).collect();
    let wild: Vec<f64> = (0..60).map(|at| if at % 7 == 0 { 1e99 } else { -1e-99 }).collect();
    for series in [&growing, &wild, &vec![0.0; 60], &vec![7.0; 60]] {
        for method in Method::ALL {
            let found = Candidate { method, season: 12 }.forecast(series, 24, &mut None);
            assert!(found.iter().flatten().all(|value| value.is_finite()), "{method:?}");
        }
    }
}
