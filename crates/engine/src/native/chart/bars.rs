//! Horizontal bars: one for each named count.

use super::{BAR, WIDTH, bar, drawing, line, scaled, text};

const LABELS: u32 = 250;
const ROW: u32 = 26;
const TOP: u32 = 48;
/// Bars that can still be told apart on one screen.
const MAX_BARS: usize = 20;

/// One bar.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    /// What it stands for.
    pub(crate) label: String,
    /// How long it is, beside the others.
    pub(crate) size: u64,
    /// What stands at its end.
    pub(crate) told: String,
    /// Its colour.
    pub(crate) colour: &'static str,
}

/// Bars for `counts`, the largest first; `axis` says what is counted.
pub(crate) fn draw(title: &str, axis: &str, counts: &[(String, u64)]) -> Vec<u8> {
    let mut sorted: Vec<&(String, u64)> = counts.iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let bar = |(label, count): &&(String, u64)| Bar {
        label: label.clone(),
        size: *count,
        told: count.to_string(),
        colour: BAR,
    };
    ordered(title, axis, &sorted.iter().map(bar).collect::<Vec<Bar>>())
}

/// Bars in the order given.
pub(crate) fn ordered(title: &str, axis: &str, bars: &[Bar]) -> Vec<u8> {
    let shown = &bars[..bars.len().min(MAX_BARS)];
    let left_out = bars.len() - shown.len();
    let largest = shown.iter().map(|one| one.size).max().unwrap_or(1);
    let mut body = String::new();
    let mut y = TOP;
    for one in shown {
        text(&mut body, LABELS - 10, y + 16, "end", &shortened(&one.label));
        let width = scaled(one.size, largest, WIDTH - LABELS - 90);
        bar(&mut body, [LABELS, y + 3, width, ROW - 8], one.colour);
        text(&mut body, LABELS + width + 8, y + 16, "start", &one.told);
        y += ROW;
    }
    line(&mut body, [LABELS, TOP, LABELS, y]);
    let more = if left_out > 0 { format!(" ({left_out} more not shown)") } else { String::new() };
    text(&mut body, LABELS, y + 22, "start", &format!("{axis}{more}"));
    let told: Vec<String> = shown.iter().map(|one| format!("{}: {}", one.label, one.told)).collect();
    drawing(y + 36, title, &format!("Bar chart of {axis}. {}.", told.join("; ")), &body)
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= 32 { label.to_owned() } else { label.chars().take(31).chain(['…']).collect() }
}
