//! What the Makefile calls: one module per command, nothing here that the product needs to run.
//!
//! Run as `cargo xtask COMMAND`. A new command is a module beside these with its own `Args` and `run`, and one line in
//! [`Task`].
//!
//! ```text
//! build     the browser part: wasm, glue, style sheet, loader, compressed, into site/
//! test      everything `make test` stands for
//! run       builds all in release and starts the server
//! postgres  runs a command with a PostgreSQL of its own
//! docs      what documents say that the code knows better
//! dist      one archive with the one binary
//! size      what the first view of a page weighs
//! bench     how fast it is, beside floors and peers
//! ```

mod bench;
mod build;
mod dist;
mod docs;
mod postgres;
mod process;
mod root;
mod run;
mod say;
mod serve;
mod size;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, tests and measures Guildhall.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the browser part into site/.
    Build(build::Args),
    /// Runs the checks and tests.
    Test(test::Args),
    /// Builds all in release and starts the server.
    Run(run::Args),
    /// Runs a command with a temporary PostgreSQL.
    Postgres(postgres::Args),
    /// Writes the documents that are made from the code.
    Docs(docs::Args),
    /// Packs the release binary.
    Dist(dist::Args),
    /// Tells what the first view of a page weighs.
    Size(size::Args),
    /// Tells how fast it is, beside floors and peers.
    Bench(bench::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Build(args) => build::run(&args),
        Task::Test(args) => test::run(&args),
        Task::Run(args) => run::run(&args),
        Task::Postgres(args) => postgres::run(&args),
        Task::Docs(args) => docs::run(&args),
        Task::Dist(args) => dist::run(&args),
        Task::Size(args) => size::run(&args),
        Task::Bench(args) => bench::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::error(&error);
            ExitCode::FAILURE
        }
    }
}
