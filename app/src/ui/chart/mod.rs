//! Charts, drawn on the server as SVG: no script, no inline style, no colour of their own (`style/chart.css` has those).
//!
//! | part | what for |
//! |---|---|
//! | [`Columns`](columns::Columns) | amounts in an order, one on top of another where they add up |
//! | [`Fan`](fan::Fan) | a line, what comes after it, and how sure that is |
//! | [`Sparkline`](sparkline::Sparkline) | the shape of a figure, beside it |
//! | [`BarList`](bars::BarList) | shares of names |
//!
//! Each is drawn twice, for a wide place and for a narrow one, and the style sheet shows the one that fits: a drawing that
//! only shrinks would have letters that nobody can read on a phone. What a chart shows is told in a sentence to whoever
//! cannot see it, and all its numbers stand in a table below it that folds open.

pub mod bars;
pub mod columns;
pub mod fan;
mod figure;
mod frame;
pub mod sparkline;

pub use figure::{Described, Table};
pub use frame::Tell;

/// Which of the colours something has. The style sheet says how each looks in which theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What the chart is about.
    Main,
    /// What stands beside it.
    Second,
    /// What went wrong.
    Bad,
    /// What is of no matter.
    Quiet,
}

impl Tone {
    /// The class that gives the colour.
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "tone-main",
            Self::Second => "tone-second",
            Self::Bad => "tone-bad",
            Self::Quiet => "tone-quiet",
        }
    }
}

/// What can be seen of a count or an amount: charts have some hundred values.
#[expect(clippy::cast_precision_loss, reason = "what is drawn has a few hundred pixels")]
pub const fn drawn(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "a chart has some hundred values")]
const fn float(count: usize) -> f64 {
    count as f64
}
