//! Numbers in the ways people write them.
//!
//! `1,234.56`, `1.234,56`, `1 234,56`, `1'234.56`, `$1,200`, `12 %`, `(300)`, `300-`, `1e3`. The text is read into a
//! [`Form`] that says which decimal mark it proves, if any. Only `1,234` and `1.234` prove nothing: they follow the
//! column. Digits are moved as text, never through a float, so that no precision is lost.

use serde::{Deserialize, Serialize};

/// The character between the whole and the fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mark {
    /// `1.5`
    Dot,
    /// `1,5`
    Comma,
}

/// What the separators of a number prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// There is neither dot nor comma.
    None,
    /// Only this decimal mark fits.
    Mark(Mark),
    /// One separator before exactly three digits: this one is the decimal mark, or it groups thousands.
    Either(Mark),
}

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form<'t> {
    /// What its separators prove.
    pub(crate) proof: Proof,
    /// Whether it ends in `%`.
    pub(crate) percent: bool,
    /// The currency before or after it.
    pub(crate) currency: Option<&'static str>,
    /// Whether it has a power of ten.
    pub(crate) scientific: bool,
    negative: bool,
    core: &'t str,
    exponent: i32,
}

const CURRENCIES: [&str; 26] = [
    "US$", "CA$", "A$", "R$", "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "zł", "Kč", "USD", "EUR", "GBP", "CHF", "JPY",
    "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "INR",
];
/// A power of ten up to this is written out; a larger one would make an unreadable row of zeros.
const MAX_WRITTEN_OUT: i32 = 20;

impl<'t> Form<'t> {
    /// Reads a trimmed text.
    pub(crate) fn read(text: &'t str) -> Option<Self> {
        // The longest number a person writes is far below; a text of megabytes need not be searched.
        if text.len() > 64 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut form = Self {
            proof: Proof::None,
            percent: false,
            currency: None,
            scientific: false,
            negative: false,
            core: text,
            exponent: 0,
        };
        let mut signed = false;
        if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (form.core, form.negative, signed) = (inner.trim(), true, true);
        }
        form.strip_front(&mut signed);
        form.strip_back(&mut signed);
        form.strip_exponent()?;
        form.proof = proof(form.core)?;
        (!form.scientific || !matches!(form.proof, Proof::Either(_))).then_some(form)
    }

    /// The number in plain notation (`-1234.56`), with `mark` where its own text proves none. A percentage becomes the
    /// share that it stands for: `12%` is `0.12`.
    pub(crate) fn plain(&self, mark: Mark) -> String {
        let decimal = match self.proof {
            Proof::Mark(own) => own,
            Proof::None | Proof::Either(_) => mark,
        };
        let decimal = if decimal == Mark::Dot { '.' } else { ',' };
        let (whole, fraction) = self.core.split_once(decimal).unwrap_or((self.core, ""));
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (mut whole, mut fraction) = (digits(whole), digits(fraction));
        let mut shift = self.exponent - if self.percent { 2 } else { 0 };
        let written_out = shift.abs() <= MAX_WRITTEN_OUT;
        while written_out && shift > 0 {
            whole.push(if fraction.is_empty() { '0' } else { fraction.remove(0) });
            shift -= 1;
        }
        while written_out && shift < 0 {
            fraction.insert(0, whole.pop().unwrap_or('0'));
            shift += 1;
        }
        if self.percent || self.scientific {
            fraction.truncate(fraction.trim_end_matches('0').len());
        }
        let whole = whole.trim_start_matches('0');
        let is_zero = whole.is_empty() && fraction.bytes().all(|digit| digit == b'0');
        let mut plain = if self.negative && !is_zero { "-".to_owned() } else { String::new() };
        plain.push_str(if whole.is_empty() { "0" } else { whole });
        if !fraction.is_empty() {
            plain.push('.');
            plain.push_str(&fraction);
        }
        if shift != 0 && !is_zero {
            plain.push('e');
            plain.push_str(&shift.to_string());
        }
        plain
    }

    /// Whether it has a fraction when `mark` is the decimal mark.
    pub(crate) fn has_fraction(&self, mark: Mark) -> bool {
        let decimal = match self.proof {
            Proof::Mark(own) => own,
            Proof::Either(one) if one == mark => one,
            Proof::None | Proof::Either(_) => return false,
        };
        let decimal = if decimal == Mark::Dot { '.' } else { ',' };
        self.core.split_once(decimal).is_some_and(|(_, fraction)| !fraction.is_empty())
    }

    /// Whether it is nothing but digits, and those are kept as they are only by a text: a leading zero, or more digits
    /// than a spreadsheet keeps (15).
    pub(crate) fn is_identifier(text: &str) -> bool {
        let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        all_digits
            && (text.len() > 15 || (text.len() > 1 && text.starts_with('0') && text.bytes().any(|byte| byte != b'0')))
    }

    fn strip_front(&mut self, signed: &mut bool) {
        for _ in 0..2 {
            if let Some(rest) = self.core.strip_prefix(['-', '\u{2212}']).filter(|_| !*signed) {
                (self.core, self.negative, *signed) = (rest.trim_start(), true, true);
            } else if let Some(rest) = self.core.strip_prefix('+').filter(|_| !*signed) {
                (self.core, *signed) = (rest.trim_start(), true);
            } else if let Some((currency, rest)) = self.unused_currency(|text, currency| text.strip_prefix(currency)) {
                (self.core, self.currency) = (rest.trim_start(), Some(currency));
            }
        }
    }

    fn strip_back(&mut self, signed: &mut bool) {
        if let Some(rest) = self.core.strip_suffix('-').filter(|_| !*signed) {
            (self.core, self.negative, *signed) = (rest.trim_end(), true, true);
        }
        if let Some(rest) = self.core.strip_suffix('%') {
            (self.core, self.percent) = (rest.trim_end(), true);
        } else if let Some((currency, rest)) = self.unused_currency(|text, currency| text.strip_suffix(currency)) {
            (self.core, self.currency) = (rest.trim_end(), Some(currency));
        }
    }

    /// Whether it is written as [`Form::plain`] writes whole numbers: the quick test that most numbers pass.
    pub(crate) fn is_plain(text: &str) -> bool {
        text.len() <= 15 && all_digits(text) && (text.len() == 1 || (!text.is_empty() && !text.starts_with('0')))
    }

    fn unused_currency(&self, strip: impl Fn(&'t str, &str) -> Option<&'t str>) -> Option<(&'static str, &'t str)> {
        let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        if self.currency.is_some() || (is_bare(self.core.as_bytes().first()) && is_bare(self.core.as_bytes().last())) {
            return None;
        }
        CURRENCIES.iter().find_map(|currency| strip(self.core, currency).map(|rest| (*currency, rest)))
    }

    fn strip_exponent(&mut self) -> Option<()> {
        let Some((core, power)) = self.core.split_once(['e', 'E']) else {
            return Some(());
        };
        let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
        if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.exponent = power.strip_prefix('+').unwrap_or(power).parse().ok()?;
        (self.core, self.scientific) = (core, true);
        Some(())
    }
}

/// What the separators of `core` prove; `None` when it is no number.
fn proof(core: &str) -> Option<Proof> {
    let bytes = core.as_bytes();
    let is_edge_sound = bytes.last()?.is_ascii_digit() || (bytes.last() == Some(&b'.') && bytes.len() > 1);
    let is_start_sound = bytes[0].is_ascii_digit() || (matches!(bytes[0], b'.' | b',') && bytes.len() > 1);
    if all_digits(core) {
        return Some(Proof::None);
    }
    let is_known = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '’' | '_');
    if !is_edge_sound || !is_start_sound || !core.chars().all(is_known) {
        return None;
    }
    let count = |sign: char| core.matches(sign).count();
    match (count('.'), count(',')) {
        (0, 0) => groups(core).then_some(Proof::None),
        (dots, commas) if dots > 0 && commas > 0 => {
            let mark = if core.rfind('.') > core.rfind(',') { Mark::Dot } else { Mark::Comma };
            let (sign, uses) = if mark == Mark::Dot { ('.', dots) } else { (',', commas) };
            let (whole, fraction) = core.split_once(sign)?;
            (uses == 1 && all_digits(fraction) && groups(whole)).then_some(Proof::Mark(mark))
        }
        (1, 0) => single(core, '.', Mark::Dot),
        (0, 1) => single(core, ',', Mark::Comma),
        (_, 0) => groups(core).then_some(Proof::Mark(Mark::Comma)),
        (_, _) => groups(core).then_some(Proof::Mark(Mark::Dot)),
    }
}

fn single(core: &str, sign: char, mark: Mark) -> Option<Proof> {
    let (whole, fraction) = core.split_once(sign)?;
    if !all_digits(fraction) || (fraction.is_empty() && mark == Mark::Comma) || !(whole.is_empty() || groups(whole)) {
        return None;
    }
    let could_group =
        fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && all_digits(whole);
    Some(if could_group { Proof::Either(mark) } else { Proof::Mark(mark) })
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a whole number is grouped soundly: by one sign, in threes, or by commas as in India (`12,34,567`).
fn groups(whole: &str) -> bool {
    let Some(sign) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return true;
    };
    let parts: Vec<&str> = whole.split(sign).collect();
    let (first, rest) = (parts[0], &parts[1..]);
    if !parts.iter().all(|part| all_digits(part)) || first.is_empty() || first.len() > 3 {
        return false;
    }
    let in_threes = rest.iter().all(|part| part.len() == 3);
    let (last, middle) = rest.split_last().unwrap_or((&"", &[]));
    let is_indian = sign == ',' && first.len() <= 2 && last.len() == 3 && middle.iter().all(|part| part.len() == 2);
    in_threes || is_indian
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, mark: Mark) -> Option<String> {
        Form::read(text).map(|form| form.plain(mark))
    }

    #[test]
    fn each_way_of_writing_becomes_one() {
        let cases = [
            ("1,234.56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("1 234,56", "1234.56"),
            ("1'234.50", "1234.50"),
            ("12,34,567", "1234567"),
            ("1.234.567", "1234567"),
            ("$1,200", "1200"),
            ("-$5.00", "-5.00"),
            ("$-5.00", "-5.00"),
            ("1.200,5 €", "1200.5"),
            ("USD 7", "7"),
            ("12%", "0.12"),
            ("12.50 %", "0.125"),
            ("-150%", "-1.5"),
            ("0%", "0"),
            ("(300)", "-300"),
            ("($1,200.10)", "-1200.10"),
            ("300-", "-300"),
            ("\u{2212}4", "-4"),
            ("+4", "4"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            ("1e300", "1e300"),
            (".5", "0.5"),
            ("5.", "5"),
            ("0,5", "0.5"),
            ("-0", "0"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text, Mark::Dot).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn only_a_single_separator_before_three_digits_follows_the_column() {
        assert_eq!(plain("1,234", Mark::Dot).as_deref(), Some("1234"));
        assert_eq!(plain("1,234", Mark::Comma).as_deref(), Some("1.234"));
        assert_eq!(plain("1.234", Mark::Comma).as_deref(), Some("1234"));
        assert_eq!(Form::read("0,123").map(|form| form.proof), Some(Proof::Mark(Mark::Comma)));
        assert_eq!(
            Form::read("1234,567").map(|form| form.proof),
            Some(Proof::Mark(Mark::Comma)),
            "no grouping has four digits"
        );
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for text in [
            "",
            "-",
            "abc",
            "1,2,3",
            "1.2.3",
            "192.168.0.1",
            "12-34",
            "5 kg",
            "1 2",
            "--5",
            "(5",
            "1,23,45",
            "$",
            "%",
            "e5",
            "1e",
            "$5€",
        ] {
            assert_eq!(Form::read(text), None, "{text}");
        }
    }

    #[test]
    fn digits_that_would_be_lost_make_an_identifier() {
        for text in ["007", "01234", "1234567890123456"] {
            assert!(Form::is_identifier(text), "{text}");
        }
        for text in ["0", "00", "7", "0.5", "123456789012345", "-01"] {
            assert!(!Form::is_identifier(text), "{text}");
        }
    }
}
