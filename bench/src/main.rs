//! What `cargo xtask bench` runs.
//!
//! A crate of its own, since an example of `service` would be built with that crate's test features, among them a clock
//! of tokio's that costs a lock per reading; and xtask itself stays light. Each command prints one line of JSON, which
//! xtask reads.
//!
//! ```text
//! ledger  transfers on one account through the store and the use cases, beside bare SQLite
//! fund    customers with credits and tokens, for a server that starts after
//! streams many readers of events, some of whom never read, and what others feel of them
//! runs    starts paid runs over HTTP and waits until all are settled
//! hyper   serves given bytes with hyper alone: the floor of `bench serve`
//! ```

mod clock;
mod fund;
mod hyper_alone;
mod ledger;
mod runs;
mod streams;
mod world;

use std::io::Write as _;

use clap::Parser;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

#[derive(Parser)]
enum Command {
    /// Transfers on one account.
    Ledger(ledger::Args),
    /// Customers with credits and tokens.
    Fund(fund::Args),
    /// Paid runs over HTTP.
    Runs(runs::Args),
    /// Many readers and slow senders.
    Streams(streams::Args),
    /// Hyper alone.
    Hyper(hyper_alone::Args),
}

fn main() -> anyhow::Result<()> {
    let command = Command::parse();
    // Thousands of connections need as many files as the system gives.
    let files = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: files, maximum: files })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let found = runtime.block_on(async {
        match command {
            Command::Ledger(args) => ledger::run(args).await,
            Command::Fund(args) => fund::run(args).await,
            Command::Runs(args) => runs::run(args).await,
            Command::Streams(args) => streams::run(args).await,
            Command::Hyper(args) => hyper_alone::run(args).await,
        }
    })?;
    writeln!(std::io::stdout(), "{found}")?;
    Ok(())
}
