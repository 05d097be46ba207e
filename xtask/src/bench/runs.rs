//! `cargo xtask bench runs`: whole paid runs of the smallest agent over HTTP, until the last is settled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::binaries::{Binaries, Running, number};
use super::cpu::Cpu;
use crate::{postgres, process, root, say, serve};

/// Options of `cargo xtask bench runs`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many runs.
    #[arg(long, default_value_t = 20_000)]
    runs: usize,
    /// Connections, each with one request under way.
    #[arg(long, default_value_t = 128)]
    connections: usize,
    /// Customers, whose runs they are.
    #[arg(long, default_value_t = 64)]
    customers: usize,
    /// Runs that the server works on at once.
    #[arg(long, default_value_t = 64)]
    workers: usize,
}

/// Prints how many a second, what they cost, and that the ledger proves clean.
pub(crate) fn run(args: &Args, root: &Path, binaries: &Binaries) -> Result<()> {
    let data = tempfile::Builder::new().prefix("bench-runs-").tempdir_in(root::target(root))?;
    let secret: PathBuf = data.path().join("bench-secret");
    let tokens = data.path().join("tokens.json");
    fs::write(&secret, "a secret for benches, which guards nothing")?;
    let funded = binaries.measure(|bench| {
        let bench = bench.arg("fund").arg("--data").arg(data.path()).arg("--secret-file").arg(&secret);
        bench.arg(format!("--customers={}", args.customers))
    })?;
    fs::write(&tokens, funded.to_string())?;

    let address = format!("127.0.0.1:{}", postgres::free_port()?);
    let guildhall = |command: &str| {
        let mut guildhall = Command::new(&binaries.guildhall);
        guildhall
            .args([command, "--log=warn"])
            .env("GUILDHALL_ADDR", &address)
            .env("GUILDHALL_DATA", data.path())
            .env("GUILDHALL_PLAN", "internal")
            .env("GUILDHALL_SECRET_FILE", &secret)
            .env("GUILDHALL_AGENTS", root.join("crates/service/tests/agents"))
            .stdin(Stdio::null());
        guildhall
    };
    let workers = format!("--workers={}", args.workers);
    let server = Running::start(guildhall("serve").arg(workers).stdout(Stdio::null()))?;
    serve::wait_for(&address)?;
    let cpu = Cpu::new()?;
    let before = cpu.seconds(server.id())?;
    let found = binaries.measure(|bench| {
        let bench = bench.args(["runs", "--address", &address]).arg("--tokens").arg(&tokens);
        bench.arg(format!("--runs={}", args.runs)).arg(format!("--connections={}", args.connections))
    })?;
    let used = cpu.seconds(server.id())? - before;
    drop(server);
    process::quietly(&mut guildhall("verify")).context("the ledger does not prove clean")?;

    let of = |path: &str| number(&found, path);
    say::result(format_args!("{:>9.0} /s   paid runs, first request to last settlement", of("/settled/per_second")));
    say::result(format_args!("{:>9.0} /s   accepted", of("/accepted/per_second")));
    say::result(format_args!("{:>9.1} ms   p50 of a start", of("/start_us/p50") / 1_000.0));
    say::result(format_args!("{:>9.1} ms   p99 of a start", of("/start_us/p99") / 1_000.0));
    say::result(format_args!("{:>9.3} s    CPU of the server per 1,000 runs", used * 1_000.0 / of("/settled/count")));
    let Args { runs, connections, customers, workers } = args;
    say::result(format_args!(
        "{runs} runs, {customers} customers, {connections} connections, {workers} workers; the ledger proves clean"
    ));
    Ok(())
}
