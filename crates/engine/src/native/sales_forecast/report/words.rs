//! Numbers as a person reads them.

use crate::native::markdown::grouped;

/// A value: thousands apart, with as many decimals as its size asks for.
pub(crate) fn figure(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e15).contains(&size) {
        return format!("{value:.3e}");
    }
    let decimals = match size {
        size if size >= 1000.0 => 0,
        size if size >= 100.0 => 1,
        size if size >= 1.0 => 2,
        _ => 4,
    };
    let text = format!("{size:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((text.as_str(), ""));
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.parse::<u64>().map_or_else(|_| whole.to_owned(), grouped);
    let point = if fraction.is_empty() { "" } else { "." };
    let is_zero = whole == "0" && fraction.is_empty();
    format!("{}{whole}{point}{fraction}", if value < 0.0 && !is_zero { "-" } else { "" })
}

/// A share in percent: `4.2 %`, `120 %`.
pub(crate) fn percent(value: f64) -> String {
    if value.abs() < 9.95 { format!("{value:.1} %") } else { format!("{} %", figure(value.round())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_the_digits_that_their_size_asks_for() {
        let cases = [
            (1_234_567.8, "1,234,568"),
            (999.96, "1,000"),
            (123.456, "123.5"),
            (12.3, "12.3"),
            (0.123_45, "0.1235"),
            (-5.0, "-5"),
            (-0.000_01, "-1.000e-5"),
            (0.0, "0"),
            (1e20, "1.000e20"),
        ];
        for (value, expected) in cases {
            assert_eq!(figure(value), expected);
        }
        assert_eq!((percent(4.21), percent(-12.6)), ("4.2 %".to_owned(), "-13 %".to_owned()));
    }
}
