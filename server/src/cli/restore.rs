//! `guildhall restore`

use std::path::PathBuf;
use std::process::ExitCode;

use service::backup::{self, Restored, Target};
use service::clock::Clock;
use store::Location;

use super::{say, verify};
use crate::config::Place;
use crate::telemetry;

/// The word for the place that the settings name, so that no password stands in a command.
const CONFIGURED: &str = "configured";

/// Makes a Guildhall again from a backup, in an empty place, and proves it.
#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// The archive.
    file: PathBuf,
    /// An empty data folder, an empty database as `postgres://…`, or `configured` for the place that the settings name.
    #[arg(long, value_name = "WHERE")]
    into: String,
}

impl Restore {
    pub(super) async fn run(self, place: Place) -> anyhow::Result<ExitCode> {
        telemetry::log(&place.log.for_a_command())?;
        let target = target(&self.into, &place);
        let restored = backup::restore(self.file, target.clone(), Clock::System.now()).await?;
        let Restored { manifest, report } = &restored;
        verify::tell(report);
        say::line(format_args!(
            "Restored as it was at {}: {} rows in {} tables, {} files.",
            manifest.made_at.to_rfc3339(),
            manifest.rows(),
            manifest.tables.len(),
            manifest.blobs,
        ));
        for name in manifest.unsound() {
            say::line(format_args!("{name} was damaged before it was kept, and still is."));
        }
        if let Some(advice) = secret_advice(&place, &target, manifest.secret.as_deref()) {
            say::line(advice);
        }
        Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn target(into: &str, place: &Place) -> Target {
    match (into, &place.location) {
        (CONFIGURED, Location::Postgres(url)) => Target::Postgres(url.clone()),
        (CONFIGURED, Location::Sqlite(_)) => Target::Folder(place.data.clone()),
        (url, _) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Target::Postgres(url.to_owned())
        }
        (folder, _) => Target::Folder(PathBuf::from(folder)),
    }
}

/// What is to be done about the secret, which is in no backup.
fn secret_advice(place: &Place, target: &Target, wanted: Option<&str>) -> Option<String> {
    let wanted = wanted?;
    let is_here = place.secret.as_deref().is_some_and(|secret| backup::fingerprint(secret) == wanted);
    let to = match target {
        Target::Folder(folder) => format!("to {}", folder.join("secret").display()),
        Target::Postgres(_) => "into GUILDHALL_SECRET".to_owned(),
    };
    match (is_here, target) {
        // It goes on being given by the settings.
        (true, Target::Postgres(_)) => None,
        (true, Target::Folder(_)) => Some(format!(
            "The secret is in no backup. The one of these settings fits: put it {to}, or set GUILDHALL_SECRET."
        )),
        (false, _) => Some(format!(
            "The secret is in no backup. Put the one that was in use (fingerprint {wanted}) {to} before you serve: with \
             another, everybody has to sign in again, and what was sealed with it stays sealed."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::log::{Format, Log};

    fn place() -> Place {
        Place {
            location: Location::Sqlite("data/guildhall.db".into()),
            data: "data".into(),
            backups: "data/backups".into(),
            secret: Some(vec![7; 32]),
            log: Log { level: "info".to_owned(), format: Format::Auto },
        }
    }

    #[test]
    fn a_folder_a_url_or_what_the_settings_name() {
        assert_eq!(target("copy", &place()), Target::Folder("copy".into()));
        assert_eq!(target("postgres://a/b", &place()), Target::Postgres("postgres://a/b".to_owned()));
        assert_eq!(target(CONFIGURED, &place()), Target::Folder("data".into()));
        let postgres = Place { location: Location::Postgres("postgres://c/d".to_owned()), ..place() };
        assert_eq!(target(CONFIGURED, &postgres), Target::Postgres("postgres://c/d".to_owned()));
    }

    #[test]
    fn a_secret_that_does_not_fit_is_told() {
        let (fits, other) = (backup::fingerprint(&[7; 32]), backup::fingerprint(&[8; 32]));
        let folder = Target::Folder("copy".into());
        let told = secret_advice(&place(), &folder, Some(&other)).expect("is told");
        assert!(told.contains(&other) && told.contains("copy/secret"), "{told}");
        assert!(secret_advice(&place(), &folder, Some(&fits)).expect("is told").contains("fits"));
        assert_eq!(secret_advice(&place(), &Target::Postgres(String::new()), Some(&fits)), None);
        assert_eq!(secret_advice(&place(), &folder, None), None);
    }
}
