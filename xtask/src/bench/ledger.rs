//! `cargo xtask bench ledger`: one hot account, every transfer on disk before it is answered.

use std::path::Path;

use anyhow::Result;
use serde_json::Value;

use super::binaries::{Binaries, number};
use crate::{root, say};

/// Options of `cargo xtask bench ledger`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Transfers under way at once.
    #[arg(long, default_value_t = 512)]
    tasks: usize,
    /// How long each part takes.
    #[arg(long, default_value_t = 4)]
    seconds: u64,
}

const PARTS: [(&str, &str); 6] = [
    ("floor_alone", "bare SQLite, a sync for each UPDATE"),
    ("floor_grouped", "bare SQLite, a sync for 512 UPDATEs"),
    ("store", "store: hold and give back"),
    ("starts", "run::start: hold, quote, run, event"),
    ("cancels", "run::cancel: void, end, events"),
    ("paid", "whole paid runs of 64 accounts, without HTTP"),
];

/// Prints a line per part, each as a ratio to bare SQLite.
pub(crate) fn run(args: &Args, root: &Path, binaries: &Binaries) -> Result<()> {
    // Beside the build output: a temporary folder may be memory, where a sync costs nothing.
    let data = tempfile::Builder::new().prefix("bench-ledger-").tempdir_in(root::target(root))?;
    let found = binaries.measure(|bench| {
        bench
            .arg("ledger")
            .arg("--data")
            .arg(data.path())
            .args([format!("--tasks={}", args.tasks), format!("--seconds={}", args.seconds)])
    })?;
    say::result("transfers/s  CPU µs each    syncs/s  per sync  × floor alone  × floor grouped");
    for (part, words) in PARTS {
        say::result(line(&found, part, words));
    }
    say::result(format_args!("one account where not said, {} at once; the ledger proves clean", args.tasks));
    Ok(())
}

fn line(found: &Value, part: &str, words: &str) -> String {
    let of = |part: &str, path: &str| number(found, &format!("/{part}{path}"));
    let rate = of(part, "/rate/per_second");
    let (count, seconds, syncs) = (of(part, "/rate/count"), of(part, "/rate/seconds"), of(part, "/syncs").max(1.0));
    let (alone, grouped) = (of("floor_alone", "/rate/per_second"), of("floor_grouped", "/rate/per_second"));
    format!(
        "{rate:>11.0} {:>12.1} {:>10.0} {:>9.1} {:>14.2} {:>16.3}  {words}",
        of(part, "/cpu_seconds") * 1e6 / count.max(1.0),
        syncs / seconds,
        count / syncs,
        rate / alone,
        rate / grouped
    )
}
