//! `guildhall migrate`

use std::process::ExitCode;

use service::Services;
use store::Db;

use super::say;
use crate::config::Config;
use crate::telemetry;

/// Brings the database up to date.
#[derive(Debug, clap::Args)]
pub(super) struct Migrate {
    /// Only tells what would be done.
    #[arg(long)]
    show: bool,
}

impl Migrate {
    pub(super) async fn run(&self, config: Config) -> anyhow::Result<ExitCode> {
        telemetry::log(&config.log)?;
        let set_up = config.into_set_up();
        if self.show {
            let db = Db::open(&set_up.location).await?;
            show(&db).await?;
            db.close().await;
            return Ok(ExitCode::SUCCESS);
        }
        let services = Services::set_up(set_up).await?;
        show(services.db()).await?;
        services.close().await;
        Ok(ExitCode::SUCCESS)
    }
}

async fn show(db: &Db) -> anyhow::Result<()> {
    for migration in db.migrations().await? {
        let state = if migration.is_applied { "applied" } else { "waiting" };
        say::line(format_args!("{state} {} {}", migration.version, migration.name));
    }
    Ok(())
}
