//! Scores a made-up table of 20 MB and tells how long it took and how much memory the process needed.
//!
//! `cargo run --release -p engine --example sentiment_timing [megabytes] [reviews|short|foreign|emoji|line]`

use std::fmt::Write as _;

use serde_json::Map;

mod support;

/// Reviews of about 200 characters.
fn reviews(bytes: usize) -> String {
    let parts = [
        "The staff were incredibly friendly and the breakfast was delicious.",
        "The room was not clean, and the bathroom smelled!!!",
        "Great location, but the walls are thin and we hardly slept :(",
        "I wouldn't recommend it to anybody; a complete waste of money.",
        "Delivery took three days and the box has two handles.",
        "Battery life is AMAZING 😍 although the screen could have been brighter.",
        "omg this slaps, soooo good",
        "Although support was helpful, the app keeps crashing.",
    ];
    let mut text = "id,review,stars\n".to_owned();
    let mut seed = 7_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        parts[usize::try_from((seed >> 33) % 8).unwrap_or(0)]
    };
    let mut row = 0;
    while text.len() < bytes {
        row += 1;
        let _ = writeln!(text, "{row},\"{} {} {}\",{}", next(), next(), next(), row % 5 + 1);
    }
    text
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let bytes = arguments.next().and_then(|text| text.parse::<usize>().ok()).unwrap_or(20) * 1_000_000;
    let (name, text) = match arguments.next().as_deref() {
        Some("short") => ("a.txt", "not so good\n".repeat(bytes / 100)),
        Some("foreign") => (
            "a.txt",
            "Das Hotelzimmer hatte leider keinerlei Ausblick gehabt.\nQuando arrivammo trovammo camere sporche.\n"
                .repeat(bytes / 500),
        ),
        Some("emoji") => ("a.txt", format!("{}\n", "😍👍🏽:)".repeat(5_000)).repeat(bytes / 70_000)),
        Some("line") => ("a.txt", "great food and no kind people ".repeat(bytes / 30)),
        _ => ("a.csv", reviews(bytes)),
    };
    support::time("sentiment-analysis", name, text, Map::new(), |output| format!("{} texts", output["texts"])).await;
}
