//! A history and what is expected after it: a line, another one, and a band around that.

use std::fmt::Write as _;

use domain::axis::Axis;

use super::{ACCENT, BAR, WIDTH, bar, drawing, line, short, text};

const LEFT: f64 = 76.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 72.0;
const HEIGHT: f64 = 240.0;
/// Labels that fit below the chart.
const LABELS: usize = 6;
/// How wide a letter of them is at most, and the space between two.
const LETTER: f64 = 8.0;
const SPACE: f64 = 16.0;
/// Values that can be marked one by one.
const MARKED: usize = 40;

/// What is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Fan<'a> {
    /// Above the chart.
    pub(crate) title: String,
    /// In words, for those who cannot see it.
    pub(crate) told: String,
    /// What each value is called, those of the history first.
    pub(crate) labels: Vec<String>,
    /// The history; none where there is no value.
    pub(crate) history: &'a [Option<f64>],
    /// Value, lower and upper end of the interval.
    pub(crate) ahead: Vec<[f64; 3]>,
    /// What the band is called in the legend.
    pub(crate) band: String,
}

/// Where values are drawn.
struct Scale {
    axis: Axis,
    count: f64,
}

impl Scale {
    fn x(&self, at: usize) -> f64 {
        LEFT + (f64::from(WIDTH) - LEFT - RIGHT) * (float(at) + 0.5) / self.count
    }

    fn y(&self, value: f64) -> f64 {
        TOP + HEIGHT * (1.0 - self.axis.share(value))
    }
}

impl Fan<'_> {
    /// Draws it.
    pub(crate) fn draw(&self) -> Vec<u8> {
        let values = self.history.iter().flatten().copied().chain(self.ahead.iter().flatten().copied());
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        let axis = Axis::of(low, high);
        let scale = Scale { axis, count: float(self.labels.len().max(1)) };
        let mut body = String::new();
        self.legend(&mut body);
        for tick in axis.ticks() {
            let y = scale.y(tick);
            let _ = writeln!(
                body,
                "<line x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{:.1}\" y2=\"{y:.1}\" stroke=\"currentColor\" stroke-opacity=\"0.13\"/>",
                f64::from(WIDTH) - RIGHT
            );
            text(&mut body, pixel(LEFT) - 8, pixel(y) + 4, "end", &tick_label(tick, axis.step));
        }
        self.band(&mut body, &scale);
        self.lines(&mut body, &scale);
        self.names(&mut body, &scale);
        drawing(pixel(TOP + HEIGHT) + 44, &self.title, &self.told, &body)
    }

    fn legend(&self, body: &mut String) {
        for (x, colour, word) in [(76, BAR, "history"), (166, ACCENT, "forecast")] {
            bar(body, [x, 46, 14, 4], colour);
            text(body, x + 20, 53, "start", word);
        }
        let _ = writeln!(
            body,
            "<rect x=\"262\" y=\"42\" width=\"14\" height=\"12\" rx=\"2\" fill=\"{ACCENT}\" fill-opacity=\"0.25\"/>"
        );
        text(body, 282, 53, "start", &self.band);
    }

    fn band(&self, body: &mut String, scale: &Scale) {
        if self.ahead.is_empty() {
            return;
        }
        let from = self.history.len();
        let mut points = String::new();
        for (at, [_, _, high]) in self.ahead.iter().enumerate() {
            let _ = write!(points, "{:.1},{:.1} ", scale.x(from + at), scale.y(*high));
        }
        for (at, [_, low, _]) in self.ahead.iter().enumerate().rev() {
            let _ = write!(points, "{:.1},{:.1} ", scale.x(from + at), scale.y(*low));
        }
        let _ = writeln!(body, "<polygon points=\"{}\" fill=\"{ACCENT}\" fill-opacity=\"0.25\"/>", points.trim_end());
    }

    fn lines(&self, body: &mut String, scale: &Scale) {
        let from = self.history.len();
        let mut run: Vec<(f64, f64)> = Vec::new();
        for (at, value) in self.history.iter().enumerate() {
            match value {
                Some(value) => run.push((scale.x(at), scale.y(*value))),
                None => polyline(body, &std::mem::take(&mut run), BAR, false),
            }
        }
        let last = run.last().copied();
        polyline(body, &run, BAR, false);
        let ahead: Vec<(f64, f64)> =
            self.ahead.iter().enumerate().map(|(at, [value, _, _])| (scale.x(from + at), scale.y(*value))).collect();
        if let (Some(last), Some(first)) = (last, ahead.first()) {
            // A bridge, not a value.
            polyline(body, &[last, *first], ACCENT, true);
        }
        polyline(body, &ahead, ACCENT, false);
        for (x, y) in ahead.iter().filter(|_| ahead.len() <= MARKED) {
            let _ = writeln!(body, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.6\" fill=\"{ACCENT}\"/>");
        }
    }

    fn names(&self, body: &mut String, scale: &Scale) {
        let bottom = pixel(TOP + HEIGHT);
        line(body, [pixel(LEFT), bottom, WIDTH - pixel(RIGHT), bottom]);
        let longest = self.labels.iter().map(String::len).max().unwrap_or_default();
        let room = LETTER * float(longest) + SPACE;
        let fit = self.labels.iter().enumerate().map(|(at, _)| at).skip(1).find(|at| scale.x(*at) - scale.x(0) >= room);
        let every = fit.unwrap_or(self.labels.len()).max(self.labels.len().div_ceil(LABELS)).max(1);
        for (at, label) in self.labels.iter().enumerate().step_by(every) {
            let x = scale.x(at);
            line(body, [pixel(x), bottom, pixel(x), bottom + 4]);
            // One that would run out of the drawing is left out.
            if x + LETTER * float(label.len()) / 2.0 < f64::from(WIDTH) {
                text(body, pixel(x), bottom + 20, "middle", label);
            }
        }
    }
}

fn polyline(body: &mut String, points: &[(f64, f64)], colour: &str, dashed: bool) {
    match points {
        [] => {}
        [(x, y)] => {
            let _ = writeln!(body, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"1.8\" fill=\"{colour}\"/>");
        }
        points => {
            let joined: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            let dashes = if dashed { " stroke-dasharray=\"4 4\"" } else { "" };
            let _ = writeln!(
                body,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-linejoin=\"round\"{dashes}/>",
                joined.join(" ")
            );
        }
    }
}

/// A tick's value, with thousands apart.
fn tick_label(value: f64, step: f64) -> String {
    // Sums of floats miss a zero by a little.
    let value = if value.abs() < step * 1e-9 { 0.0 } else { value };
    let text = short(value);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    match digits.parse::<u64>() {
        Ok(whole) if whole >= 1000 => format!("{sign}{}", crate::native::markdown::grouped(whole)),
        _ => text,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a chart has some thousand values")]
const fn float(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the drawing")]
fn pixel(place: f64) -> u32 {
    place.round().clamp(0.0, 10_000.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(history: &[Option<f64>], ahead: Vec<[f64; 3]>) -> String {
        let labels = (0..history.len() + ahead.len()).map(|at| format!("2024-{at:02}")).collect();
        let fan = Fan {
            title: "a < b".to_owned(),
            told: "words".to_owned(),
            labels,
            history,
            ahead,
            band: "80 of 100".to_owned(),
        };
        String::from_utf8(fan.draw()).expect("UTF-8")
    }

    #[test]
    fn every_number_in_the_drawing_is_one() {
        for history in [
            vec![Some(1.0), Some(2.0), None, Some(4.0)],
            vec![Some(7.0); 3],
            vec![Some(0.0); 3],
            vec![Some(-1e99), Some(1e99)],
            vec![Some(1e-200), Some(2e-200)],
        ] {
            let svg = drawn(&history, vec![[3.0, 2.0, 4.0], [3.5, 2.0, 5.0]]);
            assert!(svg.contains("<polygon") && svg.contains("a &lt; b"));
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }

    #[test]
    fn ticks_are_told_with_thousands_apart() {
        assert_eq!(tick_label(20_000.0, 5000.0), "20,000");
        assert_eq!(tick_label(1e-13, 1.0), "0");
    }

    #[test]
    fn long_labels_leave_each_other_room() {
        let labels: Vec<String> = (0..100).map(|at| format!("2024-05-29 {at:02}:00")).collect();
        let fan = Fan {
            title: String::new(),
            told: String::new(),
            labels,
            history: &[Some(1.0); 100],
            ahead: Vec::new(),
            band: String::new(),
        };
        let svg = String::from_utf8(fan.draw()).expect("UTF-8");
        let places =
            svg.lines().filter(|line| line.contains(">2024-")).filter_map(|line| line.split('"').nth(1)?.parse().ok());
        let places: Vec<f64> = places.collect();
        assert!(places.len() >= 3 && places.windows(2).all(|pair| pair[1] - pair[0] >= 16.0 * LETTER), "{places:?}");
    }
}
