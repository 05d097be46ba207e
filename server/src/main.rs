//! The binary `guildhall`.

use std::process::ExitCode;

use clap::Parser as _;
use server::cli::Cli;

fn main() -> ExitCode {
    Cli::parse().run()
}
