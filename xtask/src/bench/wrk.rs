//! Load by `wrk` (Debian has it), on a core of its own.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};

use crate::process;

/// Kept connections, each with one request under way.
const CONNECTIONS: usize = 16;

/// How many requests were answered with success in about that long, and how many a second.
pub(super) fn load(core: &str, url: &str, time: Duration) -> Result<(f64, f64)> {
    let said = process::output(
        Command::new("taskset")
            .args(["-c", core, "wrk", "--threads=1"])
            .arg(format!("--connections={CONNECTIONS}"))
            .arg(format!("--duration={}s", time.as_secs()))
            .arg(url),
    )
    .context("wrk and taskset are needed: apt-get install wrk util-linux")?;
    read(&String::from_utf8_lossy(&said)).with_context(|| format!("wrk and {url}"))
}

fn read(said: &str) -> Result<(f64, f64)> {
    for fault in ["Non-2xx", "Socket errors"] {
        if let Some(line) = said.lines().find(|line| line.trim_start().starts_with(fault)) {
            bail!("{}", line.trim());
        }
    }
    let count = said.lines().find_map(|line| line.trim().split_once(" requests in ")?.0.parse::<f64>().ok());
    let rate = said.lines().find_map(|line| line.strip_prefix("Requests/sec:")?.trim().parse::<f64>().ok());
    let (count, rate) = count.zip(rate).context("said nothing that is understood")?;
    ensure!(count > 0.0, "nothing was answered");
    Ok((count, rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_says_is_read_and_failures_are_not_passed_over() {
        let said =
            "Running 1s test @ http://127.0.0.1:1/\n  1200 requests in 1.00s, 1MB read\nRequests/sec:   1199.50\n";
        assert_eq!(read(said).expect("fits"), (1200.0, 1199.5));
        assert!(read(&format!("{said}  Non-2xx or 3xx responses: 3\n")).is_err());
    }
}
