//! Where a Guildhall has its things, for commands that must not change any of them: a backup, a restore, a look at it.

use std::path::PathBuf;

use store::Location;

use super::{BadConfig, Flags, Raw, database, log, secret};

/// Where a Guildhall has its things.
pub struct Place {
    /// The database.
    pub location: Location,
    /// The data folder; it may not be there yet.
    pub data: PathBuf,
    /// The folder for backups; the same.
    pub backups: PathBuf,
    /// The secret, where there is one.
    pub secret: Option<Vec<u8>>,
    /// What is logged.
    pub log: log::Log,
}

impl Place {
    /// Reads the settings; makes nothing.
    pub fn read(flags: &Flags) -> Result<Self, BadConfig> {
        Self::judge(&Raw::read(flags, std::env::vars())?)
    }

    pub(super) fn judge(raw: &Raw) -> Result<Self, BadConfig> {
        let data = data(raw);
        Ok(Self {
            location: database::judge(raw, &data)?,
            backups: backups(raw),
            secret: secret::known(raw, &data)?,
            log: log::Log::judge(raw)?,
            data,
        })
    }
}

/// The data folder.
pub(super) fn data(raw: &Raw) -> PathBuf {
    raw.data.clone().unwrap_or_else(|| PathBuf::from("data"))
}

/// The folder for backups.
pub(super) fn backups(raw: &Raw) -> PathBuf {
    raw.backups.clone().unwrap_or_else(|| data(raw).join("backups"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_makes_no_folder_and_no_secret() {
        let folder = tempfile::tempdir().expect("a folder");
        let raw = Raw { data: Some(folder.path().join("data")), ..Raw::default() };
        let place = Place::judge(&raw).expect("settings");
        assert_eq!(place.secret, None);
        assert!(!place.data.exists());
        assert_eq!(place.backups, place.data.join("backups"));
        std::fs::create_dir(&place.data).expect("a folder");
        std::fs::write(place.data.join("secret"), "0123456789abcdefghijklmnopqrstuv\n").expect("a secret");
        let secret = Place::judge(&raw).expect("settings").secret;
        assert_eq!(secret.as_deref(), Some(b"0123456789abcdefghijklmnopqrstuv".as_slice()));
    }
}
