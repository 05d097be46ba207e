//! `guildhall settings`

use std::process::ExitCode;

use super::say;
use crate::config::names::{self, SETTINGS};

/// Tells every setting: its name, its default, what it is.
#[derive(Debug, clap::Args)]
pub(super) struct Settings {
    /// As a file for the environment, each turned off.
    #[arg(long, conflicts_with_all = ["markdown", "json"])]
    env: bool,
    /// As a table of Markdown.
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Settings {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        if self.json {
            say::json(&SETTINGS)?;
        } else if self.env {
            say::line(names::env_example().trim_end());
        } else if self.markdown {
            say::line(names::markdown().trim_end());
        } else {
            for setting in SETTINGS {
                say::line(format_args!("{:<26} {}", setting.name, setting.what));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
