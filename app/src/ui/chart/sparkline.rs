//! The shape of a figure over time, as small as a word.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::{Tone, float};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;
/// Room for half of the line's width.
const EDGE: f64 = 2.0;

/// Values in their order, without axes: it says nothing that does not stand beside it, so it is hidden from whoever listens.
#[component]
pub fn Sparkline(
    /// The values; none below zero.
    values: Vec<f64>,
    /// The colour.
    #[prop(default = Tone::Main)]
    tone: Tone,
) -> impl IntoView {
    let class = tone.class();
    let line = points(&values);
    let under = format!("{EDGE},{HEIGHT} {line}{:.1},{HEIGHT}", WIDTH - EDGE);
    view! {
        <svg class="sparkline" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true" preserveAspectRatio="none">
            <polygon class=format!("chart-band {class}") points=under></polygon>
            <polyline class=format!("chart-line {class}") points=line></polyline>
        </svg>
    }
}

fn points(values: &[f64]) -> String {
    let highest = values.iter().copied().fold(0.0, f64::max);
    let step = (WIDTH - 2.0 * EDGE) / float(values.len().saturating_sub(1)).max(1.0);
    let mut points = String::new();
    for (at, value) in values.iter().enumerate() {
        let share = if highest > 0.0 { value / highest } else { 0.0 };
        let _ = write!(points, "{:.1},{:.1} ", EDGE + step * float(at), EDGE + (HEIGHT - 2.0 * EDGE) * (1.0 - share));
    }
    points
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_lies_at_the_bottom_and_the_most_at_the_top() {
        assert_eq!(super::points(&[0.0, 2.0, 4.0]), "2.0,26.0 60.0,14.0 118.0,2.0 ");
        assert_eq!(super::points(&[0.0, 0.0]), "2.0,26.0 118.0,26.0 ");
        assert_eq!(super::points(&[3.0]), "2.0,2.0 ");
        assert_eq!(super::points(&[]), "");
    }
}
