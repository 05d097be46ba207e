//! `guildhall verify`

use std::process::ExitCode;

use service::ledger::Report;
use service::{Services, ledger};

use super::say;

/// Proves the ledger and the runs.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(super) async fn run(&self, services: &Services) -> anyhow::Result<ExitCode> {
        let report = ledger::verify(services).await?;
        let is_clean = report.is_clean();
        if self.json {
            say::json(&report)?;
        } else {
            tell(&report);
        }
        services.close().await;
        Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// A line for each promise, and the verdict.
pub(super) fn tell(report: &Report) {
    for check in &report.checks {
        let mark = if check.faults.is_empty() { "ok  " } else { "FAIL" };
        say::line(format_args!("{mark} {} ({} looked at)", check.name, check.looked_at));
        for fault in &check.faults {
            say::line(format_args!("       {}", say::plain(fault)));
        }
    }
    let broken = report.checks.iter().filter(|check| !check.faults.is_empty()).count();
    let verdict = match broken {
        0 => "Every promise holds.".to_owned(),
        broken => format!("{broken} promises are broken."),
    };
    say::line(verdict);
}
