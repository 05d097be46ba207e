//! `guildhall completions`

use std::process::ExitCode;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{Cli, say};

/// Writes completions for a shell.
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// Which shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "guildhall", &mut script);
        say::line(String::from_utf8(script)?.trim_end());
        Ok(ExitCode::SUCCESS)
    }
}
