//! `cargo xtask bench`: how fast it is, beside a floor or a peer in the same run. Never a test: clocks judge nobody here.
//!
//! ```text
//! ledger  transfers per second on one hot account, on disk before they are answered
//! runs    whole paid runs per second over HTTP
//! streams latencies beside many readers and slow senders, events lost, memory of a connection
//! serve   CPU per request of the listing and the marketplace page, beside hyper alone and other stacks
//! ```

mod binaries;
mod catalogue;
mod cpu;
mod ledger;
mod peers;
mod runs;
mod serve;
mod streams;
mod wrk;

use anyhow::Result;
use clap::Subcommand;

use crate::{build, root};
use binaries::Binaries;

/// Options of `cargo xtask bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Measure the binaries as they were built last: for a second look while the sources move on.
    #[arg(long, global = true)]
    built: bool,
    /// Build by the profile `measure`, without optimising across crates: much faster to build, and a little slower.
    #[arg(long, global = true)]
    quick: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Transfers on one account.
    Ledger(ledger::Args),
    /// Paid runs over HTTP.
    Runs(runs::Args),
    /// CPU per request.
    Serve(serve::Args),
    /// Many readers, slow senders, and others.
    Streams(streams::Args),
}

/// Measures one thing and prints it.
pub(crate) fn run(args: &Args) -> Result<()> {
    let root = root::repository()?;
    if !args.built {
        build::run(&build::Args {})?;
    }
    let profile = if args.quick { "measure" } else { "release" };
    let binaries = Binaries::find(&root, profile, !args.built)?;
    match &args.what {
        What::Ledger(args) => ledger::run(args, &root, &binaries),
        What::Runs(args) => runs::run(args, &root, &binaries),
        What::Serve(args) => serve::run(args, &root, &binaries),
        What::Streams(args) => streams::run(args, &root, &binaries),
    }
}
