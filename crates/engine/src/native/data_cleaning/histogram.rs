//! How often values of a column fall into ranges, the outliers in another colour.

use super::outliers::Fence;
use crate::native::chart::{ACCENT, BAR, WIDTH, bar, drawing, line, scaled, short, text};

const BINS: usize = 24;
const LEFT: u32 = 64;
const TOP: u32 = 64;
const HEIGHT: u32 = 220;

/// The values of one column, sorted, and where its outliers begin.
///
/// The outermost bars hold everything beyond one and a half times the fence, or a single value far away would press all
/// others into one bar.
pub(crate) fn draw(name: &str, sorted: &[f64], fence: &Fence) -> Vec<u8> {
    let (lowest, highest) = (sorted.first().copied().unwrap_or_default(), sorted.last().copied().unwrap_or_default());
    let margin = (fence.high - fence.low) / 4.0;
    let (low, high) = (lowest.max(fence.low - margin), highest.min(fence.high + margin));
    let step = (high - low) / bins_as_float();
    let mut counts = [(0_u64, 0_u64); BINS];
    for value in sorted {
        let (count, outliers) = &mut counts[bin(*value, low, step)];
        *count += 1;
        *outliers += u64::from(*value < fence.low || *value > fence.high);
    }
    let largest = counts.iter().map(|(count, _)| *count).max().unwrap_or(1);
    let (mut body, bottom, width) = (String::new(), TOP + HEIGHT, (WIDTH - LEFT - 24) / 24);
    for (x, (count, outliers)) in (LEFT + 4..).step_by(width as usize).zip(counts).filter(|(_, (count, _))| *count > 0)
    {
        let (all, far) = (scaled(count, largest, HEIGHT), scaled(outliers, largest, HEIGHT));
        bar(&mut body, [x, bottom - all, width - 3, all], BAR);
        if outliers > 0 {
            bar(&mut body, [x, bottom - far.min(all), width - 3, far.min(all)], ACCENT);
        }
    }
    let right = LEFT + width * 24 + 4;
    line(&mut body, [LEFT, bottom, right, bottom]);
    line(&mut body, [LEFT, TOP, LEFT, bottom]);
    text(&mut body, LEFT - 8, TOP + 10, "end", &largest.to_string());
    text(&mut body, LEFT - 8, bottom, "end", "0");
    text(&mut body, LEFT, bottom + 20, "start", &bound(lowest < low, "≤ ", low));
    text(&mut body, right, bottom + 20, "end", &bound(highest > high, "≥ ", high));
    text(&mut body, LEFT + width * 12, bottom + 40, "middle", &format!("{name} (number of rows by value)"));
    bar(&mut body, [16, 38, 12, 12], ACCENT);
    text(
        &mut body,
        34,
        49,
        "start",
        &format!("outliers: {} below {} or above {}", fence.outliers, short(fence.low), short(fence.high)),
    );
    let told = format!(
        "Histogram of {} values of {name} from {} to {}; {} of them are outliers: below {} or above {}.",
        sorted.len(),
        short(lowest),
        short(highest),
        fence.outliers,
        short(fence.low),
        short(fence.high)
    );
    drawing(bottom + 56, &format!("Values of {name}"), &told, &body)
}

#[expect(clippy::cast_precision_loss, reason = "a small constant")]
const fn bins_as_float() -> f64 {
    BINS as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the number of bins")]
fn bin(value: f64, low: f64, step: f64) -> usize {
    let place = ((value - low) / step).floor().clamp(0.0, bins_as_float() - 1.0);
    if place.is_nan() { 0 } else { place as usize }
}

fn bound(is_open: bool, sign: &str, value: f64) -> String {
    format!("{}{}", if is_open { sign } else { "" }, short(value))
}
