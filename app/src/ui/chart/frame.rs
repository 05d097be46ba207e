//! Where things stand in a drawing: its size, its axes, the labels that have room.

use std::fmt::Write as _;

use domain::axis::Axis;
use leptos::prelude::*;

use super::float;

/// How a value of the axis is told.
pub type Tell = fn(f64) -> String;

/// How wide a letter is at most, in units of the drawing: figures at 12 of them.
const LETTER: f64 = 6.8;
/// Room between two labels.
const SPACE: f64 = 14.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 26.0;
const RIGHT: f64 = 6.0;

/// For how wide a place a drawing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Wide,
    Narrow,
}

impl Size {
    pub(super) const BOTH: [Self; 2] = [Self::Wide, Self::Narrow];

    /// The class by which the style sheet shows it where it fits.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Wide => "chart-wide",
            Self::Narrow => "chart-narrow",
        }
    }

    /// Width and height, in units of the drawing.
    pub(super) const fn extent(self) -> (f64, f64) {
        match self {
            Self::Wide => (720.0, 240.0),
            Self::Narrow => (340.0, 220.0),
        }
    }
}

/// The places of a chart whose values stand side by side.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) size: Size,
    pub(super) axis: Axis,
    tell: Tell,
    left: f64,
    count: usize,
}

impl Frame {
    /// For `count` values on that axis.
    pub(super) fn new(size: Size, axis: Axis, tell: Tell, count: usize) -> Self {
        let longest = axis.ticks().into_iter().map(|tick| tell(tick).chars().count()).max().unwrap_or_default();
        Self { size, axis, tell, left: LETTER * float(longest) + 10.0, count: count.max(1) }
    }

    /// How wide the place of one value is.
    pub(super) fn slot(&self) -> f64 {
        (self.size.extent().0 - self.left - RIGHT) / float(self.count)
    }

    /// The middle of a value's place.
    pub(super) fn x(&self, at: usize) -> f64 {
        self.left + self.slot() * (float(at) + 0.5)
    }

    /// How far down a value stands.
    pub(super) fn y(&self, value: f64) -> f64 {
        let height = self.size.extent().1;
        TOP + (height - TOP - BOTTOM) * (1.0 - self.axis.share(value))
    }

    /// Points as `<polyline>` takes them.
    pub(super) fn points(&self, values: impl IntoIterator<Item = (usize, f64)>) -> String {
        let mut points = String::new();
        for (at, value) in values {
            let _ = write!(points, "{:.1},{:.1} ", self.x(at), self.y(value));
        }
        points
    }

    /// The lines of the ticks with their values.
    pub(super) fn grid(&self) -> impl IntoView + use<> {
        let right = self.size.extent().0 - RIGHT;
        let left = self.left;
        let lines = self.axis.ticks().into_iter().map(|tick| {
            let (y, told) = (self.y(tick), (self.tell)(tick));
            view! {
                <line class="chart-grid" x1=left x2=right y1=place(y) y2=place(y)></line>
                <text class="chart-tick" x=place(left - 8.0) y=place(y + 4.0)>
                    {told}
                </text>
            }
        });
        lines.collect_view()
    }

    /// The labels that have room below.
    pub(super) fn names(&self, labels: &[String]) -> impl IntoView + use<> {
        let (width, height) = self.size.extent();
        let room = |label: &String| LETTER * float(label.chars().count()) / 2.0;
        let every = self.every(labels);
        let shown = labels.iter().enumerate().step_by(every);
        // One that would run out of the drawing is left out.
        let shown = shown.filter(|(at, label)| self.x(*at) + room(label) <= width && self.x(*at) >= room(label));
        let names = shown.map(|(at, label)| {
            view! {
                <text class="chart-name" x=place(self.x(at)) y=place(height - 8.0)>
                    {label.clone()}
                </text>
            }
        });
        names.collect_view()
    }

    /// Of how many labels one is shown, so that none touches another.
    fn every(&self, labels: &[String]) -> usize {
        let longest = labels.iter().map(|label| label.chars().count()).max().unwrap_or_default();
        let room = LETTER * float(longest) + SPACE;
        (1..self.count).find(|every| self.slot() * float(*every) >= room).unwrap_or(self.count)
    }
}

/// A place in a drawing, to the tenth.
pub(super) fn place(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(value: f64) -> String {
        format!("{value:.0}")
    }

    #[test]
    fn labels_leave_each_other_room_in_both_sizes() {
        let labels: Vec<String> = (0..90).map(|at| format!("{at} Nov")).collect();
        for size in Size::BOTH {
            let frame = Frame::new(size, Axis::of_counts(1_000.0), whole, labels.len());
            let apart = frame.slot() * float(frame.every(&labels));
            assert!(apart >= 6.0 * LETTER + SPACE, "{size:?}: {apart}");
            assert!(labels.len() / frame.every(&labels) >= 3, "{size:?}");
        }
    }

    #[test]
    fn values_stand_inside_the_drawing() {
        for size in Size::BOTH {
            let (width, height) = size.extent();
            let frame = Frame::new(size, Axis::of_counts(7.0), whole, 30);
            assert!(frame.x(0) > 0.0 && frame.x(29) < width);
            assert!(frame.y(8.0) >= 0.0 && frame.y(0.0) < height && frame.y(7.0) < frame.y(0.0));
        }
        let one = Frame::new(Size::Narrow, Axis::of_counts(0.0), whole, 0);
        assert!(one.points([(0, 0.0)]).starts_with(&place(one.x(0))));
    }
}
