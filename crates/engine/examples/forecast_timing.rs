//! Forecasts a made-up table and tells how long each step took.
//!
//! `cargo run --release -p engine --example forecast_timing [series] [days]`

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::time::Instant;

use engine::{Cancel, Input, InputFile, Native, execute};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "an example tells what it measured")]
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
    println!("{:>12} rows, {} bytes", series * days, text.len());
    let file = InputFile { filename: "a.csv".to_owned(), bytes: text.into_bytes().into() };
    let values = serde_json::json!({"grain": "day", "gaps": "zero"}).as_object().cloned().unwrap_or_default();
    let input = Input { files: BTreeMap::from([("file".to_owned(), file)]), values };
    let Some(program) = Native::find("sales-forecast") else { return };
    let begun = Instant::now();
    let mut running = execute(program, input, HashMap::new(), Cancel::default());
    while let Some(emission) = running.emissions.recv().await {
        for artifact in &emission.artifacts {
            println!("{:>12} bytes  {}", artifact.bytes.len(), artifact.name);
        }
        if let Some(entry) = &emission.journal {
            println!("{:>9.2} s      {} ({} bytes)", begun.elapsed().as_secs_f64(), entry.key, entry.output.len());
        }
        let _ = emission.stored.send(());
    }
    let outcome = running.outcome().await;
    println!("{:>9.2} s      in all", begun.elapsed().as_secs_f64());
    println!(
        "{}",
        outcome.map_or_else(|stop| stop.to_string(), |value| format!("{} values ahead", value["forecast_in_all"]))
    );
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM unknown"));
}
