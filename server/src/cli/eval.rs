//! `guildhall eval`

use std::process::ExitCode;

use anyhow::anyhow;
use service::{Problem, Services, eval};

use super::{admin, say};

/// Runs an agent's evaluation cases.
#[derive(Debug, clap::Args)]
pub(super) struct Eval {
    /// The agent's name in addresses.
    agent: String,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Eval {
    pub(super) async fn run(&self, services: &Services) -> anyhow::Result<ExitCode> {
        let report =
            eval::run(services, &self.agent).await.map_err(|error| anyhow!(admin::told(&Problem::from(error))))?;
        if self.json {
            say::json(&report)?;
        } else {
            for case in &report.cases {
                let mark = if case.failures.is_empty() { "pass" } else { "FAIL" };
                say::line(format_args!("{mark} {} ({} ms)", say::plain(&case.name), case.duration_us / 1_000));
                for failure in &case.failures {
                    say::line(format_args!("       {}", say::plain(failure)));
                }
            }
            let (passed, all) = (report.passed(), report.cases.len());
            say::line(format_args!("{} {}: {passed} of {all} cases pass", report.slug, report.version));
        }
        services.close().await;
        Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
