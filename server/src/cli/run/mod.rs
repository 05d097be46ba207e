//! `guildhall run`: an agent from the terminal, with its steps as they happen and the receipt at the end.
//!
//! Beside a running `serve`, which holds the lock of the workers, the run is worked on there and watched here; without
//! one, workers run here for as long as the run takes.

mod input;
mod tell;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use domain::account::Viewer;
use domain::credits::Credits;
use domain::run::{Event, Run as Record, Status};
use service::clock::Clock;
use service::run::{Start, WorkerLock, Workers};
use service::{Problem, Services, account, catalogue, run};

use super::admin::told;
use super::{say, signals};

/// Runs an agent here and shows its steps.
#[derive(Debug, clap::Args)]
pub(super) struct Run {
    /// The agent's name in addresses.
    agent: String,
    /// A field of the input.
    #[arg(long, value_name = "NAME=VALUE")]
    input: Vec<String>,
    /// A file of the input.
    #[arg(long, value_name = "NAME=PATH")]
    file: Vec<String>,
    /// Who pays, by address or user name; without it the platform runs it, for nothing.
    #[arg(long = "as", value_name = "EMAIL")]
    payer: Option<String>,
    /// Accepts the price without asking.
    #[arg(long)]
    yes: bool,
    /// Works it, even where the answer of an equal run would serve.
    #[arg(long)]
    anew: bool,
    /// A folder for the files that the run makes.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

impl Run {
    pub(super) async fn run(self, services: &Services) -> anyhow::Result<ExitCode> {
        let viewer = viewer(services, self.payer.as_deref()).await?;
        let listing = catalogue::show(services, &self.agent).map_err(words)?;
        let (values, files) = input::read(&listing.manifest.input, &self.input, &self.file)?;
        let quote = run::quote(services, &viewer, &self.agent, Some(&values)).await.map_err(words)?;
        let price = if matches!(viewer, Viewer::Platform) { Credits::ZERO } else { quote.ceiling };
        if price > Credits::ZERO && !self.yes && !tell::is_accepted(&listing.card.name, price)? {
            say::line("Nothing was started.");
            return Ok(ExitCode::FAILURE);
        }
        let start = Start {
            slug: self.agent.clone(),
            values,
            files,
            max_price: quote.ceiling,
            use_cache: !self.anew,
            branch_from: None,
            idempotency_key: format!("cli:{:032x}", Clock::System.mint()),
            trace_id: String::new(),
        };
        let started = run::start(services, &viewer, start).await.map_err(words)?.run;
        let workers = workers(services).await?;
        let watched = watch(services, &viewer, &started).await;
        if let Some(workers) = workers {
            workers.stop(Duration::from_secs(10)).await;
        }
        watched?;
        let ended = run::show(services, &viewer, started.id).await.map_err(words)?;
        tell::receipt(&ended)?;
        if let Some(folder) = &self.out {
            keep(services, &viewer, &ended, folder).await?;
        }
        services.close().await;
        Ok(if ended.status == Status::Succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

async fn viewer(services: &Services, payer: Option<&str>) -> anyhow::Result<Viewer> {
    let Some(login) = payer else { return Ok(Viewer::Platform) };
    match account::find_owner_by_login(services, login).await? {
        Some((_, viewer)) => Ok(viewer),
        None => bail!("nobody has an account as {login:?}"),
    }
}

/// Workers of our own, where nobody else works beside this database.
async fn workers(services: &Services) -> anyhow::Result<Option<Workers>> {
    let Some(lock) = WorkerLock::take(services)? else { return Ok(None) };
    drop(lock);
    let workers = Workers::start(services).await.context("the run waits, but nobody can work on it")?;
    Ok(Some(workers))
}

/// Shows the steps until the run is settled. Ctrl-C asks the run to stop, once.
async fn watch(services: &Services, viewer: &Viewer, started: &Record) -> anyhow::Result<()> {
    say::line(format_args!("{}: {} {}", started.id, started.agent_name, started.version));
    let mut watch = run::watch(services, viewer, started.id, None).await.map_err(words)?;
    let mut is_asked_to_stop = false;
    loop {
        tokio::select! {
            event = watch.next() => match event.map_err(words)? {
                Some(event) => {
                    let event: Event = serde_json::from_str(&event.json)?;
                    tell::event(&event);
                }
                None => return Ok(()),
            },
            signal = signals::told_to_stop(), if !is_asked_to_stop => {
                signal?;
                is_asked_to_stop = true;
                say::line("Asked to stop.");
                run::cancel(services, viewer, started.id).await.map_err(words)?;
            }
        }
    }
}

/// Writes the run's files. A file's name is an agent's words: only its last part counts, and nothing is written over.
async fn keep(services: &Services, viewer: &Viewer, run: &Record, folder: &std::path::Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    for info in run::artifacts(services, viewer, run.id).await.map_err(words)? {
        let (info, bytes) = run::artifact(services, viewer, run.id, &info.name).await.map_err(words)?;
        let name = std::path::Path::new(&info.name).file_name().context("a file without a name")?;
        let path = folder.join(name);
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .with_context(|| format!("cannot write {}", path.display()))?;
        std::io::Write::write_all(&mut file, &bytes)?;
        say::line(format_args!("  wrote {}", path.display()));
    }
    Ok(())
}

/// What a use case refuses, in words for a terminal.
fn words(error: impl Into<Problem>) -> anyhow::Error {
    anyhow::anyhow!(told(&error.into()))
}
