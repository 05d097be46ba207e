//! A line, what is expected to come after it, and between which bounds.

use domain::axis::Axis;
use leptos::prelude::*;

use super::figure::{Described, figure};
use super::frame::{Frame, Tell, place};

/// A value ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// What is expected.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What the parts of a fan are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FanWords {
    /// The line of what was.
    pub past: String,
    /// The line of what is expected.
    pub ahead: String,
    /// The band around it.
    pub band: String,
}

/// A past and what is expected after it.
#[component]
pub fn Fan(
    /// What it is, in words and in numbers.
    described: Described,
    /// What its parts are called.
    words: FanWords,
    /// Below each value, those of the past first.
    labels: Vec<String>,
    /// What was; never below zero.
    past: Vec<f64>,
    /// What is expected.
    ahead: Vec<Ahead>,
    /// How a value of the axis is told.
    tell: Tell,
) -> impl IntoView {
    let legend = vec![
        (words.past, "chart-mark-line tone-main"),
        (words.ahead, "chart-mark-line tone-second"),
        (words.band, "chart-mark-band tone-second"),
    ];
    let highest = past.iter().copied().chain(ahead.iter().map(|one| one.high)).fold(0.0, f64::max);
    let axis = Axis::of(0.0, highest);
    figure(described, legend, move |size| {
        let frame = Frame::new(size, axis, tell, labels.len());
        let each: Vec<(usize, Ahead)> = (past.len()..).zip(ahead.iter().copied()).collect();
        let upper = frame.points(each.iter().map(|(at, one)| (*at, one.high)));
        let lower = frame.points(each.iter().rev().map(|(at, one)| (*at, one.low)));
        let was = frame.points(past.iter().copied().enumerate());
        let expected = frame.points(each.iter().map(|(at, one)| (*at, one.value)));
        // Between what was and what is expected: a border, not a value.
        let border = (!past.is_empty() && !ahead.is_empty()).then(|| {
            let x = place(frame.x(past.len()) - frame.slot() / 2.0);
            let (top, bottom) = (place(frame.y(axis.high())), place(frame.y(axis.low())));
            view! { <line class="chart-border" x1=x.clone() x2=x y1=top y2=bottom></line> }
        });
        view! {
            {frame.grid()}
            <polygon class="chart-band tone-second" points=format!("{upper}{lower}")></polygon>
            {border}
            <polyline class="chart-line tone-main" points=was></polyline>
            <polyline class="chart-line tone-second" points=expected></polyline>
            {frame.names(&labels)}
        }
    })
}
