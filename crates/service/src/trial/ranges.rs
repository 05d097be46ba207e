//! The known networks of VPNs, proxies and hosters: a dated list that whoever runs this gives.
//!
//! A network in CIDR notation (RFC 4632) on each line; `#` begins a comment. One line says of which day the list is:
//! `date: 2026-11-21`.

use std::net::IpAddr;

/// Known networks, and of which day the knowledge is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranges {
    /// Of which day the list is.
    pub date: jiff::civil::Date,
    /// First and last address of each, sorted and apart from one another.
    spans: Vec<(u128, u128)>,
}

/// Why a list cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRanges {
    /// A line is none of what may stand there.
    #[error("line {line}: {text:?} is no network like 192.0.2.0/24 or 2001:db8::/32")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What stands there, cut.
        text: String,
    },
    /// It does not say of which day it is.
    #[error("a line like `date: 2026-11-21` must say of which day the list is")]
    Undated,
}

impl Ranges {
    /// Reads a list.
    pub fn parse(text: &str) -> Result<Self, BadRanges> {
        let mut date = None;
        let mut spans = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let said = line.split('#').next().unwrap_or_default().trim();
            if said.is_empty() {
                continue;
            }
            let bad = || BadRanges::Line { line: number, text: said.chars().take(60).collect() };
            if let Some(day) = said.strip_prefix("date:") {
                date = Some(day.trim().parse().map_err(|_| bad())?);
            } else {
                spans.push(span(said).ok_or_else(bad)?);
            }
        }
        spans.sort_unstable();
        let mut apart: Vec<(u128, u128)> = Vec::with_capacity(spans.len());
        for (first, last) in spans {
            match apart.last_mut() {
                Some(before) if first <= before.1 => before.1 = before.1.max(last),
                _ => apart.push((first, last)),
            }
        }
        Ok(Self { date: date.ok_or(BadRanges::Undated)?, spans: apart })
    }

    /// Whether the address is in one of them.
    pub fn contain(&self, address: IpAddr) -> bool {
        let bits = bits(address);
        let next = self.spans.partition_point(|(first, _)| *first <= bits);
        next.checked_sub(1).is_some_and(|place| bits <= self.spans[place].1)
    }

    /// How many networks, after those that touch or overlap are one.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

/// IPv4 as it is mapped into IPv6 (RFC 4291, 2.5.5.2), so that there is one order.
fn bits(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

fn span(text: &str) -> Option<(u128, u128)> {
    let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let address: IpAddr = address.trim().parse().ok()?;
    let all: u32 = if address.is_ipv4() { 32 } else { 128 };
    let prefix = prefix.map_or(Some(all), |prefix| prefix.trim().parse().ok()).filter(|prefix| *prefix <= all)?;
    let rest = 1u128.checked_shl(all - prefix).map_or(u128::MAX, |size| size - 1);
    let first = bits(address) & !rest;
    Some((first, first | rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(ranges: &Ranges, address: &str) -> bool {
        ranges.contain(address.parse().expect("an address"))
    }

    #[test]
    fn addresses_are_found_in_either_family() {
        let list = "# known hosters\ndate: 2026-11-20\n192.0.2.0/25 # one\n192.0.2.64/26\n203.0.113.9\n2001:db8::/32\n";
        let ranges = Ranges::parse(list).expect("a list");
        assert_eq!((ranges.date.to_string().as_str(), ranges.len()), ("2026-11-20", 3));
        for inside in ["192.0.2.0", "192.0.2.127", "::ffff:192.0.2.5", "203.0.113.9", "2001:db8:ffff::1"] {
            assert!(contains(&ranges, inside), "{inside}");
        }
        for outside in ["192.0.1.255", "192.0.2.128", "203.0.113.8", "2001:db9::", "::1", "0.0.0.0"] {
            assert!(!contains(&ranges, outside), "{outside}");
        }
        let everything = Ranges::parse("date: 2026-11-20\n::/0").expect("a list");
        assert!(contains(&everything, "198.51.100.1"));
    }

    #[test]
    fn a_list_says_of_which_day_it_is_and_a_bad_line_is_named() {
        assert_eq!(Ranges::parse("192.0.2.0/24"), Err(BadRanges::Undated));
        for bad in ["192.0.2.0/33", "192.0.2/24", "a", "::/129", "date: yesterday", "192.0.2.0/-1"] {
            let refused = Ranges::parse(&format!("date: 2026-11-20\n{bad}"));
            assert!(matches!(refused, Err(BadRanges::Line { line: 2, .. })), "{bad}");
        }
    }
}
