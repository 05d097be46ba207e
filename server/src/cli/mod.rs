//! The command line: a file for each command.
//!
//! What a command found goes to standard output, what happened on the way (logs, failures) to standard error. The exit
//! code is 0 when all is well, 1 when it is not, 2 when the command itself was not understood.

mod admin;
mod backup;
mod check;
mod completions;
mod eval;
mod migrate;
mod password;
mod receipt;
mod restore;
mod routes;
mod run;
mod say;
mod serve;
mod settings;
mod signals;
mod verify;
mod worker;

use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use service::Services;

use crate::config::{Config, Flags, Place};
use crate::telemetry;

/// A marketplace of AI agents that runs as one program.
#[derive(Debug, Parser)]
#[command(name = "guildhall", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Opens the marketplace: pages, API, workers, letters.
    Serve,
    /// Works on runs and nothing else, beside copies that serve.
    Worker,
    /// Tells which migrations the database waits for, or applies them.
    Migrate(migrate::Migrate),
    /// Keeps all of it in one file, while it serves.
    Backup(backup::Backup),
    /// Makes a Guildhall again from a backup, in an empty place, and proves it.
    Restore(restore::Restore),
    /// Looks at the whole installation and tells what to mend.
    Check(check::Check),
    /// Tells every setting.
    Settings(settings::Settings),
    /// Proves the ledger and the runs: every promise compared with the rows.
    Verify(verify::Verify),
    /// Makes and changes what only the operator may.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Runs an agent's evaluation cases.
    Eval(eval::Eval),
    /// Runs an agent here and shows its steps.
    Run(run::Run),
    /// Checks receipts.
    #[command(subcommand)]
    Receipt(receipt::Receipt),
    /// Tells what is served and who may ask.
    Routes(routes::Routes),
    /// Writes completions for a shell.
    Completions(completions::Completions),
}

impl Cli {
    /// Carries out the command.
    pub fn run(self) -> ExitCode {
        let Self { flags, command } = self;
        let done = match command {
            Command::Receipt(command) => command.run(),
            Command::Routes(command) => command.run(),
            Command::Settings(command) => command.run(),
            Command::Completions(command) => command.run(),
            command => on_runtime(flags, command),
        };
        done.unwrap_or_else(|error| {
            say::failure(&error);
            ExitCode::FAILURE
        })
    }
}

fn on_runtime(flags: Flags, command: Command) -> anyhow::Result<ExitCode> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the runtime cannot start")?;
    let done = runtime.block_on(async move {
        match command {
            Command::Serve => {
                let config = Config::read(&flags)?;
                telemetry::log(&config.log)?;
                serve::serve(config).await
            }
            Command::Worker => worker::work(Config::read(&flags)?).await,
            Command::Verify(command) => command.run(&open(&flags).await?).await,
            Command::Admin(command) => command.run(&open(&flags).await?).await,
            Command::Eval(command) => command.run(&open(&flags).await?).await,
            Command::Run(command) => command.run(&open(&flags).await?).await,
            // These make nothing that is not there: no secret, no database.
            Command::Migrate(command) => command.run(Place::read(&flags)?).await,
            Command::Backup(command) => command.run(Place::read(&flags)?).await,
            Command::Restore(command) => command.run(Place::read(&flags)?).await,
            Command::Check(command) => command.run(&flags).await,
            Command::Receipt(command) => command.run(),
            Command::Routes(command) => command.run(),
            Command::Settings(command) => command.run(),
            Command::Completions(command) => command.run(),
        }
    });
    // A task that will not end must not keep the process.
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    done
}

/// The use cases for a command that is not the server: warnings only, beside what the command says.
async fn open(flags: &Flags) -> anyhow::Result<Services> {
    let config = Config::read(flags)?;
    telemetry::log(&config.log.for_a_command())?;
    let services = Services::set_up(config.into_set_up()).await?;
    Ok(services)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_whole() {
        Cli::command().debug_assert();
    }

    #[test]
    fn flags_may_stand_after_the_command() {
        let cli = Cli::try_parse_from(["guildhall", "serve", "--addr", "127.0.0.1:1"]).expect("understood");
        assert_eq!(cli.flags.addr.as_deref(), Some("127.0.0.1:1"));
    }
}
