//! Forecasts a made-up table and tells how long each step took.
//!
//! `cargo run --release -p engine --example forecast_timing [series] [days]`

use std::fmt::Write as _;

mod support;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|text| text.parse::<u32>().ok());
    let (series, days) = (arguments.next().unwrap_or(100), arguments.next().unwrap_or(1000));
    let mut text = "date,store,sales\n".to_owned();
    let mut seed = 7_u64;
    for day in 0..days {
        for store in 0..series {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (year, month, number) = (2000 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
            let value = 200 + store + day / 10 + [0, 5, 9, 20, 60, 90, 40][(day % 7) as usize] + (seed >> 58) as u32;
            let _ = writeln!(text, "{year}-{month:02}-{number:02},Store {store},{value}");
        }
    }
    let values = serde_json::json!({"grain": "day", "gaps": "zero"}).as_object().cloned().unwrap_or_default();
    let words = |output: &serde_json::Value| format!("{} values ahead", output["forecast_in_all"]);
    support::time("sales-forecast", "a.csv", text, values, words).await;
}
