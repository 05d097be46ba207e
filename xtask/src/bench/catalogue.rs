//! As many listings as the peers have, made from the echo agent of the tests, the same on every machine.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// As many as `seed.py` of the peers is asked for.
pub(super) const LISTINGS: usize = 200;

const CATEGORIES: [&str; 4] = ["research", "analysis", "development", "automation"];
const WORDS: [&str; 20] = [
    "ticket", "report", "data", "forecast", "lead", "mail", "audit", "scan", "deploy", "incident", "summary", "chart",
    "invoice", "contract", "review", "search", "plan", "code", "test", "risk",
];

/// Writes the agents into a folder.
pub(super) fn write(root: &Path, folder: &Path) -> Result<()> {
    let echo = fs::read_to_string(root.join("crates/service/tests/agents/echo/agent.toml"))?;
    for number in 0..LISTINGS {
        let slug = format!("agent-{number}");
        let own = folder.join(&slug);
        fs::create_dir(&own)?;
        let text = words(number, 12).join(" ");
        let lines = echo.lines().map(|line| match line.split_once(" = ").map(|(key, _)| key) {
            Some("slug") => format!("slug = {slug:?}"),
            // Only the first of these: fields of the input have names as well.
            Some("name") if line.contains("\"Echo\"") => format!("name = \"{} {number}\"", words(number, 2).join(" ")),
            Some("tagline") => format!("tagline = \"{text}\""),
            Some("description") => format!("description = \"{text}\""),
            Some("category") => format!("category = {:?}", CATEGORIES[number % CATEGORIES.len()]),
            Some("tags") => format!("tags = {:?}", words(number, 3)),
            _ => line.to_owned(),
        });
        let manifest = lines.collect::<Vec<_>>().join("\n");
        fs::write(own.join("agent.toml"), manifest).with_context(|| format!("cannot write {slug}"))?;
    }
    Ok(())
}

/// Words that differ from listing to listing and never repeat within one.
fn words(number: usize, count: usize) -> Vec<&'static str> {
    (0..count).map(|place| WORDS[(number * 3 + place * 7) % WORDS.len()]).collect()
}
