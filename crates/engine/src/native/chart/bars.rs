//! Horizontal bars: one for each named count.

use super::{BAR, WIDTH, bar, drawing, line, scaled, text};

const LABELS: u32 = 250;
const ROW: u32 = 26;
const TOP: u32 = 48;
/// Bars that can still be told apart on one screen.
const MAX_BARS: usize = 20;

/// Bars for `counts`, the largest first; `axis` says what is counted.
pub(crate) fn draw(title: &str, axis: &str, counts: &[(String, u64)]) -> Vec<u8> {
    let mut sorted: Vec<&(String, u64)> = counts.iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let left_out = sorted.len().saturating_sub(MAX_BARS);
    sorted.truncate(MAX_BARS);
    let largest = sorted.first().map_or(1, |(_, count)| *count);
    let mut body = String::new();
    let mut y = TOP;
    for (label, count) in &sorted {
        text(&mut body, LABELS - 10, y + 16, "end", &shortened(label));
        let width = scaled(*count, largest, WIDTH - LABELS - 90);
        bar(&mut body, [LABELS, y + 3, width, ROW - 8], BAR);
        text(&mut body, LABELS + width + 8, y + 16, "start", &count.to_string());
        y += ROW;
    }
    line(&mut body, [LABELS, TOP, LABELS, y]);
    let more = if left_out > 0 { format!(" ({left_out} more not shown)") } else { String::new() };
    text(&mut body, LABELS, y + 22, "start", &format!("{axis}{more}"));
    let told: Vec<String> = sorted.iter().map(|(label, count)| format!("{label}: {count}")).collect();
    drawing(y + 36, title, &format!("Bar chart of {axis}. {}.", told.join("; ")), &body)
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= 32 { label.to_owned() } else { label.chars().take(31).chain(['…']).collect() }
}
