//! `guildhall receipt verify`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use service::receipt;

use super::say;

/// Checks receipts.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Receipt {
    /// Tells whether a receipt is as it was signed, and if not, what was changed. Asks nobody.
    Verify {
        /// The receipt's file.
        file: PathBuf,
        /// The public key it must be signed with, in hexadecimal; see the page /receipts of the marketplace.
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
    },
}

impl Receipt {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Verify { file, key } = self;
        let bytes = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let key = key.map(|key| key.trim().to_lowercase());
        let checked = receipt::verify(&text, key.as_deref());
        if let (Some(receipt), true) = (&checked.receipt, checked.is_genuine()) {
            let (agent, price) = (&receipt.agent, &receipt.price);
            say::line("genuine: every value is as it was signed");
            say::line(format_args!("run      {}", receipt.run_id));
            say::line(format_args!("agent    {} {}", say::plain(&agent.slug), say::plain(&agent.version)));
            say::line(format_args!("status   {}", receipt.status.as_str()));
            say::line(format_args!("charged  {} of {} credits held", price.charged.exact(), price.held.exact()));
            say::line(format_args!("settled  {}", receipt.times.settled_at.to_rfc3339()));
            say::line(format_args!("issuer   {}", say::plain(&receipt.issuer)));
            let public_key = checked.public_key.unwrap_or_default();
            say::line(format_args!("key      {}", say::plain(&public_key)));
            if key.is_none() {
                say::line(
                    "Whose key that is, the file cannot prove: compare it with those on the issuer's page /receipts.",
                );
            }
            return Ok(ExitCode::SUCCESS);
        }
        say::line("not genuine:");
        for fault in &checked.faults {
            say::line(format_args!("  {}", say::plain(&fault.to_string())));
        }
        Ok(ExitCode::FAILURE)
    }
}
