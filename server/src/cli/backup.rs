//! `guildhall backup`

use std::path::PathBuf;
use std::process::ExitCode;

use service::backup;
use service::clock::Clock;

use super::say;
use crate::config::Place;
use crate::telemetry;

/// Keeps all of it in one file, while it serves: database and stored files.
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// The folder for the file [default: what `GUILDHALL_BACKUPS` says].
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Backup {
    pub(super) async fn run(self, place: Place) -> anyhow::Result<ExitCode> {
        telemetry::log(&place.log.for_a_command())?;
        let made = make(&place, self.to).await?;
        let unsound: Vec<&str> = made.manifest.unsound().collect();
        if self.json {
            say::json(&serde_json::json!({
                "path": made.path, "bytes": made.bytes, "made_at": made.manifest.made_at,
                "kind": made.manifest.kind, "schema_version": made.manifest.schema_version,
                "rows": made.manifest.rows(), "blobs": made.manifest.blobs, "damaged": unsound,
            }))?;
        } else {
            tell(&made);
            for name in &unsound {
                say::line(format_args!("DAMAGED {name}: it was kept as it is, and is not what was stored"));
            }
        }
        Ok(if unsound.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Makes a backup of what the settings name.
pub(super) async fn make(place: &Place, to: Option<PathBuf>) -> anyhow::Result<backup::Made> {
    let what = backup::Place { location: place.location.clone(), data: place.data.clone() };
    let to = to.unwrap_or_else(|| place.backups.clone());
    let secret = place.secret.as_deref().map(backup::fingerprint);
    Ok(backup::make(what, to, secret, Clock::System.now()).await?)
}

/// Says what was kept, and where.
pub(super) fn tell(made: &backup::Made) {
    let (manifest, bytes) = (&made.manifest, say::bytes(made.bytes));
    say::line(format_args!(
        "{}\n{} with schema {}: {} rows in {} tables, {} files, {bytes}",
        made.path.display(),
        manifest.kind.name(),
        manifest.schema_version,
        manifest.rows(),
        manifest.tables.len(),
        manifest.blobs,
    ));
}
