//! `bench ledger`: transfers per second on one hot account, each on disk before it is answered.
//!
//! Three heights of the same: bare SQLite (the floor), the store's own functions for holding and giving back, and the
//! whole transaction of `run::start` with `run::cancel` after it. At the end the ledger must prove clean.

mod floor;
mod holds;
mod starts;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::ensure;
use serde::Serialize;
use serde_json::json;
use service::ledger;
use store::Db;

use crate::clock::Rate;
use crate::world;

/// Options of `bench ledger`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// An empty folder for the database.
    #[arg(long)]
    data: PathBuf,
    /// Transfers under way at once.
    #[arg(long, default_value_t = 512)]
    tasks: usize,
    /// How long each part takes.
    #[arg(long, default_value_t = 4)]
    seconds: u64,
}

/// What is done while the clock runs, and how many syncs it took.
#[derive(Serialize)]
pub(super) struct Part {
    pub(super) rate: Rate,
    /// Transactions that reached the disk, one sync each (checkpoints come on top).
    pub(super) syncs: u64,
}

/// Measures each height on one file.
pub(crate) async fn run(args: Args) -> anyhow::Result<String> {
    let time = Duration::from_secs(args.seconds);
    let alone = floor::alone(&args.data, time).await?;
    let grouped = floor::grouped(&args.data, time).await?;
    let services = world::open(&args.data, vec![7; 32]).await?;
    let (owner, viewer) = world::customer(&services, "ada").await?;
    let store = holds::measure(services.db(), owner, args.tasks, time).await?;
    let (starts, cancels) = starts::measure(&services, &viewer, args.tasks, time).await?;
    let report = ledger::verify(&services).await?;
    let faults: Vec<_> = report.checks.iter().filter(|check| !check.faults.is_empty()).collect();
    ensure!(faults.is_empty(), "the ledger does not prove clean: {faults:?}");
    services.close().await;
    let parts = json!({
        "floor_alone": alone, "floor_grouped": grouped, "store": store, "starts": starts, "cancels": cancels,
        "tasks": args.tasks, "is_clean": true,
    });
    Ok(parts.to_string())
}

/// Transactions so far.
fn commits(db: &Db) -> u64 {
    db.commits().map_or(0, |commits| commits.transactions)
}
