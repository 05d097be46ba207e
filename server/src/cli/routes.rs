//! `guildhall routes`

use std::process::ExitCode;

use domain::account::KeyScope;

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
                // What an API key needs for it; a dash where none may, or where nobody is asked.
                let scope = row.action.key_scope().ok().flatten().map_or("-", KeyScope::as_str);
                let method = row.method.method();
                say::line(format_args!("{method:<6} {:<42} {action:<14} {scope:<13} {}", row.path, row.name));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
