//! Charts as SVG: presentation attributes only, so that a strict content security policy has nothing to refuse; text in
//! `currentColor`, so that it follows the page's theme; title and description for those who cannot see it.

pub(crate) mod bars;
pub(crate) mod fan;

use std::fmt::Write as _;

/// Colour of bars: clear on white and on black.
pub(crate) const BAR: &str = "#3b82c4";
/// Colour of what stands out.
pub(crate) const ACCENT: &str = "#e07b39";
/// Pixels from left to right.
pub(crate) const WIDTH: u32 = 720;

/// A drawing with its title and description.
pub(crate) fn drawing(height: u32, title: &str, description: &str, body: &str) -> Vec<u8> {
    let (title, description) = (escape(title), escape(description));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"currentColor\">\n\
         <title>{title}</title>\n<desc>{description}</desc>\n\
         <text x=\"16\" y=\"28\" font-size=\"17\" font-weight=\"600\">{title}</text>\n{body}</svg>\n"
    )
    .into_bytes()
}

/// A text; `anchor` is `start`, `middle` or `end`.
pub(crate) fn text(body: &mut String, x: u32, y: u32, anchor: &str, words: &str) {
    let _ = writeln!(body, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>", escape(words));
}

/// A bar.
pub(crate) fn bar(body: &mut String, [x, y, width, height]: [u32; 4], colour: &str) {
    let _ =
        writeln!(body, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\" fill=\"{colour}\"/>");
}

/// A line of the axes.
pub(crate) fn line(body: &mut String, [x1, y1, x2, y2]: [u32; 4]) {
    let _ = writeln!(
        body,
        "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"currentColor\" stroke-opacity=\"0.4\"/>"
    );
}

/// `part` of `whole` in `pixels`; something can be seen of all that is not nothing.
pub(crate) fn scaled(part: u64, whole: u64, pixels: u32) -> u32 {
    let pixels = u64::from(pixels) * part / whole.max(1);
    u32::try_from(pixels).unwrap_or(u32::MAX).max(u32::from(part > 0))
}

/// Characters that XML allows, the special ones by name.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Four digits: what a person reads from a chart.
pub(crate) fn short(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-3..1e9).contains(&size) {
        return format!("{value:.3e}");
    }
    let text = if size >= 1000.0 { format!("{value:.0}") } else { format!("{value:.3}") };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
