//! Amounts.

use domain::credits::{Credits, Usd};

use crate::format;

pub const FREE: &str = "Free";

/// `shown` is the amount as the place rounds it.
pub fn credits(amount: Credits, shown: &str) -> String {
    let word = if amount == Credits::whole(1) { "credit" } else { "credits" };
    format!("{} {word}", shown.replace('-', "\u{2212}"))
}

pub fn exact(amount: Credits) -> String {
    format!("Exactly {amount} credits")
}

pub fn in_dollars(amount: Usd) -> String {
    format!("US{}", format::dollars(amount))
}

pub fn exact_dollars(amount: Usd) -> String {
    format!("Exactly US${amount}")
}
