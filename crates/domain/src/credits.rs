//! Amounts: credits and US dollars, each as whole millionths. Never a float.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Millionths in one unit.
pub const MICRO: i64 = 1_000_000;

/// What a credit is worth where no lot says otherwise: US$ 0.04, in dollar-millionths per credit.
pub const LIST_VALUE: Usd = Usd(40_000);

macro_rules! amounts {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);

            /// From whole millionths.
            pub const fn from_micro(micro: i64) -> Self {
                Self(micro)
            }

            /// From whole units.
            pub const fn whole(units: i64) -> Self {
                Self(units * MICRO)
            }

            /// Whole millionths.
            pub const fn micro(self) -> i64 {
                self.0
            }

            /// The sum, or `None` where it does not fit.
            #[must_use]
            pub const fn plus(self, other: Self) -> Option<Self> {
                match self.0.checked_add(other.0) {
                    Some(sum) => Some(Self(sum)),
                    None => None,
                }
            }

            /// The difference, or `None` where it does not fit.
            #[must_use]
            pub const fn minus(self, other: Self) -> Option<Self> {
                match self.0.checked_sub(other.0) {
                    Some(rest) => Some(Self(rest)),
                    None => None,
                }
            }

            /// The sum of many, or `None` where it does not fit.
            pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
                amounts.into_iter().try_fold(Self::ZERO, Self::plus)
            }

            /// Exactly, without trailing zeros: `3`, `0.25`, `-0.000001`.
            pub fn exact(self) -> String {
                exact(self.0)
            }

            /// With at most two decimals, rounded down (for a balance).
            pub fn shown_down(self) -> String {
                hundredths(self.0.div_euclid(MICRO / 100))
            }

            /// With at most two decimals, rounded up (for a price or a ceiling).
            pub fn shown_up(self) -> String {
                let step = MICRO / 100;
                let rounded = self.0.div_euclid(step) + i64::from(self.0.rem_euclid(step) != 0);
                hundredths(rounded)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.exact())
            }
        }
    )*};
}

amounts! {
    /// An amount of credits in micro-credits.
    Credits;
    /// An amount of US dollars in dollar-millionths.
    Usd;
}

fn exact(micro: i64) -> String {
    let sign = if micro < 0 { "-" } else { "" };
    let size = micro.unsigned_abs();
    let (whole, part) = (size / MICRO as u64, size % MICRO as u64);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{part:06}");
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

fn hundredths(count: i64) -> String {
    let sign = if count < 0 { "-" } else { "" };
    let size = count.unsigned_abs();
    let whole = grouped(size / 100);
    match size % 100 {
        0 => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part:02}"),
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl Credits {
    /// What these credits are worth at `value` dollars per credit, rounded down.
    pub fn worth(self, value: Usd) -> Option<Usd> {
        let product = i128::from(self.0) * i128::from(value.0);
        i64::try_from(product.div_euclid(i128::from(MICRO))).ok().map(Usd)
    }

    /// Reads `3`, `0.25` or `1,000.5`: at most six decimals, never negative.
    pub fn parse(text: &str) -> Option<Self> {
        let clean: String = text.trim().chars().filter(|c| *c != ',').collect();
        let (whole, part) = clean.split_once('.').unwrap_or((&clean, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || part.len() > 6 || !digits(whole) || !digits(part) {
            return None;
        }
        let micro: i64 = format!("{part:0<6}").parse().ok()?;
        whole.parse::<i64>().ok()?.checked_mul(MICRO)?.checked_add(micro).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_with_two_decimals_ceilings_up_balances_down() {
        let amount = Credits::from_micro(1_234_567_891_234);
        assert_eq!(amount.shown_up(), "1,234,567.90");
        assert_eq!(amount.shown_down(), "1,234,567.89");
        assert_eq!(amount.exact(), "1234567.891234");
        assert_eq!(Credits::whole(100).shown_down(), "100");
        assert_eq!(Credits::from_micro(-1).shown_down(), "-0.01");
    }

    #[test]
    fn credits_are_worth_what_their_lot_cost_rounded_down() {
        assert_eq!(Credits::whole(4).worth(LIST_VALUE), Some(Usd::from_micro(160_000)));
        assert_eq!(Credits::from_micro(1).worth(Usd::from_micro(25_000)), Some(Usd::ZERO));
    }

    #[test]
    fn reads_what_people_type() {
        assert_eq!(Credits::parse(" 1,000.5 "), Some(Credits::from_micro(1_000_500_000)));
        for text in ["", "-1", "1.0000001", "1e3", ".", "9999999999999999999"] {
            assert_eq!(Credits::parse(text), None, "{text}");
        }
    }
}
