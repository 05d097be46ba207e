//! `cargo xtask bench`: how fast it is, beside a floor or a peer in the same run. Never a test: clocks judge nobody here.
//!
//! ```text
//! ledger  transfers per second on one hot account, on disk before they are answered
//! runs    whole paid runs per second over HTTP
//! serve   CPU per request of the listing and the marketplace page, beside hyper alone and other stacks
//! ```

mod binaries;
mod catalogue;
mod cpu;
mod ledger;
mod peers;
mod runs;
mod serve;
mod wrk;

use anyhow::Result;
use clap::Subcommand;

/// Options of `cargo xtask bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
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
}

/// Measures one thing and prints it.
pub(crate) fn run(args: &Args) -> Result<()> {
    match &args.what {
        What::Ledger(args) => ledger::run(args),
        What::Runs(args) => runs::run(args),
        What::Serve(args) => serve::run(args),
    }
}
