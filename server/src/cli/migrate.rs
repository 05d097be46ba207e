//! `guildhall migrate`

use std::process::ExitCode;

use service::make_private;
use store::{Db, Dialect, Location, MigrationState, pending};

use super::{backup, say};
use crate::config::Place;
use crate::telemetry;

/// Tells which migrations the database waits for; with `--apply`, copies it and brings it up to date.
#[derive(Debug, clap::Args)]
pub(super) struct Migrate {
    /// Brings it up to date: first SQLite's file is copied beside it, of PostgreSQL a backup is made.
    #[arg(long)]
    apply: bool,
    /// Makes no backup of PostgreSQL first: you have one.
    #[arg(long, requires = "apply")]
    without_backup: bool,
}

impl Migrate {
    pub(super) async fn run(&self, place: Place) -> anyhow::Result<ExitCode> {
        telemetry::log(&place.log)?;
        if !self.apply {
            show(&states(&place.location).await?);
            return Ok(ExitCode::SUCCESS);
        }
        make_private(&place.data)?;
        let db = Db::open(&place.location).await?;
        let before = db.migrations().await?;
        let (is_used, waits) =
            (before.iter().any(|state| state.is_applied), before.iter().any(|state| !state.is_applied));
        // SQLite's file is copied by the migration itself, whoever asks for it.
        if is_used && waits && db.dialect() == Dialect::Postgres && !self.without_backup {
            backup::tell(&backup::make(&place, None).await?);
        }
        db.migrate().await?;
        show(&db.migrations().await?);
        db.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

/// What is applied and what waits. A database that is not there yet stays so.
async fn states(location: &Location) -> anyhow::Result<Vec<MigrationState>> {
    if let Location::Sqlite(path) = location
        && !path.try_exists()?
    {
        return Ok(pending(Dialect::Sqlite, &[])?);
    }
    let db = Db::open(location).await?;
    let states = db.migrations().await?;
    db.close().await;
    Ok(states)
}

fn show(states: &[MigrationState]) {
    for migration in states {
        let state = if migration.is_applied { "applied" } else { "waiting" };
        say::line(format_args!("{state} {} {}", migration.version, migration.name));
    }
    let waiting = states.iter().filter(|state| !state.is_applied).count();
    say::line(match waiting {
        0 => "The database is up to date.".to_owned(),
        waiting => format!("{waiting} wait: `guildhall migrate --apply` applies them, and so does the next `serve`."),
    });
}
