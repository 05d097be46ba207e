//! `bench ledger`: transfers per second on one hot account, each on disk before it is answered.
//!
//! Heights of the same: bare SQLite (the floor), the store's own functions for holding and giving back, and the whole
//! transaction of `run::start` with `run::cancel` after it; and, of many accounts, whole paid runs with the work on them,
//! as over HTTP but without it. At the end the ledger must prove clean.

mod floor;
mod holds;
mod paid;
mod starts;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::ensure;
use serde::Serialize;
use serde_json::json;
use service::ledger;
use store::Db;

use crate::clock::{Rate, cpu};
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
    /// Runs that are worked on at once.
    #[arg(long, default_value_t = 64)]
    workers: usize,
}

/// What is done while the clock runs, how many syncs it took, and how much of the processors.
#[derive(Serialize)]
pub(super) struct Part {
    pub(super) rate: Rate,
    /// Transactions that reached the disk, one sync each (checkpoints come on top).
    pub(super) syncs: u64,
    /// Time of all threads on a processor, in seconds.
    pub(super) cpu_seconds: f64,
}

/// What a part began with.
pub(super) struct Meter {
    began: Instant,
    cpu: Duration,
    syncs: u64,
}

impl Meter {
    pub(super) fn start(syncs: u64) -> anyhow::Result<Self> {
        Ok(Self { began: Instant::now(), cpu: cpu()?, syncs })
    }

    pub(super) fn began(&self) -> Instant {
        self.began
    }

    pub(super) fn stop(self, count: u64, syncs: u64) -> anyhow::Result<Part> {
        let cpu_seconds = cpu()?.saturating_sub(self.cpu).as_secs_f64();
        Ok(Part { rate: Rate::since(self.began, count), syncs: syncs - self.syncs, cpu_seconds })
    }
}

/// Measures each height on one file.
pub(crate) async fn run(args: Args) -> anyhow::Result<String> {
    let time = Duration::from_secs(args.seconds);
    let alone = floor::alone(&args.data, time).await?;
    let grouped = floor::grouped(&args.data, time).await?;
    let services = world::open_for(&args.data, args.workers).await?;
    let (owner, viewer) = world::customer(&services, "ada").await?;
    let store = holds::measure(services.db(), owner, args.tasks, time).await?;
    let (starts, cancels) = starts::measure(&services, &viewer, args.tasks, time).await?;
    let paid = paid::measure(&services, args.tasks, time).await?;
    let report = ledger::verify(&services).await?;
    let faults: Vec<_> = report.checks.iter().filter(|check| !check.faults.is_empty()).collect();
    ensure!(faults.is_empty(), "the ledger does not prove clean: {faults:?}");
    services.close().await;
    let parts = json!({
        "floor_alone": alone, "floor_grouped": grouped, "store": store, "starts": starts, "cancels": cancels, "paid": paid,
        "tasks": args.tasks, "is_clean": true,
    });
    Ok(parts.to_string())
}

/// Transactions so far.
fn commits(db: &Db) -> u64 {
    db.commits().map_or(0, |commits| commits.transactions)
}
