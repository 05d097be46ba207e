//! Cleans a made-up messy table of 20 MB and tells how long it took and how much memory the process needed.
//!
//! `cargo run --release -p engine --example clean_timing [megabytes] [people|marks|commas|digits|lines]`

use std::fmt::Write as _;

use serde_json::Map;

mod support;

/// Customers with mixed dates, numbers, marks, space and repeated rows.
fn people(bytes: usize) -> String {
    let mut text = "id;name;e-mail;signed up;amount;active;city;note\n".to_owned();
    let (first, last) =
        (["Ann", "Bob", "Chloé", "Dmitri", "Eve", "Farid"], ["Smith", "Jones", "Müller", "Rossi", "Novak"]);
    let mut seed = 7_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut row = 0;
    while text.len() < bytes {
        row += 1;
        let (day, month, year) = (1 + next(28), 1 + next(12), 2015 + next(10));
        let date = match next(4) {
            0 => format!("{day:02}.{month:02}.{year}"),
            1 => format!("{day}/{month}/{year}"),
            2 => format!("{year}-{month:02}-{day:02}"),
            _ => "NA".to_owned(),
        };
        let amount = match next(5) {
            0 => format!("{}.{:03},{:02}", 1 + next(9), next(1000), next(100)),
            1 => format!("{},{:02}", next(1000), next(100)),
            2 => "-".to_owned(),
            3 => format!("{} €", next(500)),
            _ => format!("{}", next(5000)),
        };
        let (one, other) = (first[usize::try_from(next(6)).unwrap_or(0)], last[usize::try_from(next(5)).unwrap_or(0)]);
        let _ = writeln!(
            text,
            "{row};{one}  {other} ;{}.{}@example.com;{date};{amount};{};{};\"said \"\"hello\"\", then left\"",
            one.to_lowercase(),
            next(100_000),
            ["yes", "no", "Y", "N"][usize::try_from(next(4)).unwrap_or(0)],
            ["Oslo", "oslo", "Rome", " Paris"][usize::try_from(next(4)).unwrap_or(0)],
        );
    }
    text
}

/// The most cells and the longest log that so many bytes can hold.
fn marks(bytes: usize) -> String {
    let mut text = "a,b,c,d,e,f,g,h\n".to_owned();
    let mut row = 0;
    while text.len() < bytes {
        row += 1;
        let _ = writeln!(text, "{row},NA,-,?,NA,-,NA,{}", row % 7);
    }
    text
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let bytes = arguments.next().and_then(|text| text.parse::<usize>().ok()).unwrap_or(20) * 1_000_000;
    let text = match arguments.next().as_deref() {
        Some("marks") => marks(bytes),
        Some("commas") => ",,,,,,,\n".repeat(bytes / 8),
        Some("digits") => "1,2\n".repeat(bytes / 4),
        Some("lines") => format!("a,b\n1,2{}", "\n".repeat(bytes)),
        _ => people(bytes),
    };
    support::time("data-cleaning", "made-up.csv", text, Map::new(), |output| output["changes"].to_string()).await;
}
