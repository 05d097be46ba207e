//! `guildhall routes`

use std::process::ExitCode;

use super::say;
use crate::routes::ROUTES;

/// Tells what is served and who may ask.
#[derive(Debug, clap::Args)]
pub(super) struct Routes {
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Routes {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        if self.json {
            say::json(&ROUTES)?;
        } else {
            for row in ROUTES {
                let action = serde_json::to_value(row.action)?;
                let action = action.as_str().unwrap_or_default();
                say::line(format_args!("{:<6} {:<42} {action:<14} {}", row.method.method(), row.path, row.name));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
