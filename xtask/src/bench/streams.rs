//! `cargo xtask bench streams`: readers that stand still and senders of slow headers, and what others feel of them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::binaries::{Binaries, Running, number};
use crate::{postgres, process, root, say, serve};

/// Options of `cargo xtask bench streams`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Readers of a busy run: 50 events a second.
    #[arg(long, default_value_t = 1_000)]
    readers: usize,
    /// How many of a hundred never read.
    #[arg(long, default_value_t = 5)]
    still_percent: usize,
    /// Senders of slow headers.
    #[arg(long, default_value_t = 2_000)]
    slow: usize,
    /// Readers of a run that says nothing, for the memory of a connection.
    #[arg(long, default_value_t = 2_000)]
    idle: usize,
    /// How long each part takes.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
}

/// Prints latencies alone and beside the load, what readers missed, and the memory.
pub(crate) fn run(args: &Args, root: &Path, binaries: &Binaries) -> Result<()> {
    let data = tempfile::Builder::new().prefix("bench-streams-").tempdir_in(root::target(root))?;
    let (secret, tokens) = (data.path().join("bench-secret"), data.path().join("tokens.json"));
    fs::write(&secret, "a secret for benches, which guards nothing")?;
    let agents = data.path().join("agents");
    write_agent(root, &agents)?;
    let funded = binaries.measure(|bench| {
        let bench = bench.arg("fund").arg("--data").arg(data.path()).arg("--secret-file").arg(&secret);
        bench.arg("--customers=9").arg("--agents").arg(&agents)
    })?;
    fs::write(&tokens, funded.to_string())?;
    let address = format!("127.0.0.1:{}", postgres::free_port()?);
    let guildhall = |command: &str| {
        let mut guildhall = Command::new(&binaries.guildhall);
        guildhall
            .args([command, "--log=error"])
            .env("GUILDHALL_ADDR", &address)
            .env("GUILDHALL_DATA", data.path())
            .env("GUILDHALL_PLAN", "internal")
            .env("GUILDHALL_SECRET_FILE", &secret)
            .env("GUILDHALL_AGENTS", &agents)
            .stdin(Stdio::null());
        guildhall
    };
    let server = Running::start(guildhall("serve").stdout(Stdio::null()))?;
    serve::wait_for(&address)?;
    let Args { readers, still_percent, slow, idle, seconds } = args;
    let found = binaries.measure(|bench| {
        let bench = bench.args(["streams", "--address", &address]).arg("--tokens").arg(&tokens);
        bench.args([
            format!("--server={}", server.id()),
            format!("--readers={readers}"),
            format!("--still-percent={still_percent}"),
            format!("--slow={slow}"),
            format!("--idle={idle}"),
            format!("--seconds={seconds}"),
        ])
    })?;
    drop(server);
    process::quietly(&mut guildhall("verify")).context("the ledger does not prove clean")?;
    tell(args, &found);
    Ok(())
}

fn tell(args: &Args, found: &Value) {
    let of = |path: &str| number(found, path);
    say::result("ms          alone: p50      p99     most    beside: p50      p99     most");
    for (name, words) in [("list", "a list"), ("balance", "a balance"), ("start", "a start")] {
        let of = |when: &str, what: &str| of(&format!("/{when}/{name}/{what}")) / 1_000.0;
        say::result(format_args!(
            "{words:<10} {:>11.2} {:>8.2} {:>8.2} {:>14.2} {:>8.2} {:>8.2}",
            of("alone", "p50"),
            of("alone", "p99"),
            of("alone", "most"),
            of("beside", "p50"),
            of("beside", "p99"),
            of("beside", "most"),
        ));
    }
    let lag = |what: &str| of(&format!("/events/lag_us/{what}")) / 1_000.0;
    let Args { readers, still_percent, slow, .. } = args;
    say::result(format_args!(
        "beside {readers} readers, {still_percent} % of whom never read, and {slow} slow senders"
    ));
    say::result(format_args!(
        "{:>11.0}      events read; {} lost, {} twice",
        of("/events/count"),
        of("/events/lost"),
        of("/events/repeated")
    ));
    let (told, ended) = (of("/events/told") / of("/events/seconds"), of("/events/ended_early"));
    say::result(format_args!("{told:>11.1} /s   events to each; {ended} streams ended early"));
    say::result(format_args!("{:>11.2} ms   p50 from an event's time, before its sync, to its reader", lag("p50")));
    say::result(format_args!("{:>11.2} ms   p99, {:.2} at most", lag("p99"), lag("most")));
    let per_idle = (of("/idle/rss_kib") - of("/idle/rss_kib_before")) / of("/idle/count");
    say::result(format_args!("{per_idle:>11.1} KiB  for each of {} idle streams", of("/idle/count")));
    let mib = |path: &str| of(path) / 1_024.0;
    say::result(format_args!(
        "{:>11.1} MiB  memory at first, {:.1} MiB under load",
        mib("/rest/rss_kib"),
        mib("/loaded_rss_kib")
    ));
    say::result(format_args!("{:>11.0}      slow senders were dropped", of("/slow_dropped")));
}

/// The echo of the tests, allowed to take as long as any version may.
fn write_agent(root: &Path, folder: &Path) -> Result<()> {
    let echo = fs::read_to_string(root.join("crates/service/tests/agents/echo/agent.toml"))?;
    let longer =
        echo.replace("max = 50\n", "max = 1000000\n").replace("timeout_seconds = 10\n", "timeout_seconds = 300\n");
    ensure!(longer.contains("1000000\n") && longer.contains("= 300\n"), "the echo's manifest is not as it was");
    let own = folder.join("echo");
    fs::create_dir_all(&own)?;
    fs::write(own.join("agent.toml"), longer)?;
    Ok(())
}
