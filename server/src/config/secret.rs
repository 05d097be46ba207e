//! The secret that all keys are made from.
//!
//! Beside SQLite it is made once, readable by its owner only. Copies of a server on PostgreSQL must share it, so there it
//! has to be given.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::Location;

use super::{BadConfig, Raw, text_or_file};

const NAME: &str = "GUILDHALL_SECRET";
const PREVIOUS_NAME: &str = "GUILDHALL_PREVIOUS_SECRET";
const FILE_NAME: &str = "GUILDHALL_SECRET_FILE";
const MIN_BYTES: usize = 32;
/// Anything random has far more; `aaaa…` and `changeme…` have fewer.
const MIN_KINDS: usize = 10;

pub(super) fn judge(raw: &Raw, data: &Path, location: &Location) -> Result<Vec<u8>, BadConfig> {
    let given = text_or_file(raw.secret.as_ref(), raw.secret_file.as_ref(), (NAME, FILE_NAME))?;
    let secret = match (given, location) {
        (Some(secret), _) => secret,
        (None, Location::Sqlite(_)) => beside(data)?,
        (None, Location::Postgres(_)) => {
            let reason = format!(
                "is needed with PostgreSQL (or {FILE_NAME}), the same on every copy; `openssl rand -base64 48` makes one"
            );
            return Err(BadConfig::of(NAME, reason));
        }
    };
    strong(NAME, secret)
}

/// The secret before, while it is being replaced.
pub(super) fn judge_previous(raw: &Raw, secret: &[u8]) -> Result<Option<Vec<u8>>, BadConfig> {
    let names = (PREVIOUS_NAME, "GUILDHALL_PREVIOUS_SECRET_FILE");
    let given = text_or_file(raw.previous_secret.as_ref(), raw.previous_secret_file.as_ref(), names)?;
    let previous = given.map(|given| strong(PREVIOUS_NAME, given)).transpose()?;
    if previous.as_deref() == Some(secret) {
        return Err(BadConfig::of(PREVIOUS_NAME, format!("is the same as {NAME}: give the new one there")));
    }
    Ok(previous)
}

/// The secret that is given or stands in the data folder; none is made.
pub(super) fn known(raw: &Raw, data: &Path) -> Result<Option<Vec<u8>>, BadConfig> {
    let given = text_or_file(raw.secret.as_ref(), raw.secret_file.as_ref(), (NAME, FILE_NAME))?;
    let secret = match given {
        Some(secret) => Some(secret),
        None => match fs::read_to_string(data.join("secret")) {
            Ok(text) => Some(text.trim().to_owned()),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                return Err(BadConfig::of(NAME, format!("{} cannot be read: {error}", data.join("secret").display())));
            }
        },
    };
    secret.map(|secret| strong(NAME, secret)).transpose()
}

fn strong(name: &'static str, secret: String) -> Result<Vec<u8>, BadConfig> {
    if secret.len() < MIN_BYTES {
        return Err(BadConfig::of(name, format!("has {} bytes; at least {MIN_BYTES} are needed", secret.len())));
    }
    if secret.bytes().collect::<BTreeSet<u8>>().len() < MIN_KINDS {
        return Err(BadConfig::of(name, "can be guessed; `openssl rand -base64 48` makes one that cannot"));
    }
    Ok(secret.into_bytes())
}

/// The secret in the data folder, made if it is not there.
fn beside(data: &Path) -> Result<String, BadConfig> {
    let path = data.join("secret");
    let cannot = |error: &std::io::Error| BadConfig::of(NAME, format!("{} cannot be used: {error}", path.display()));
    service::make_private(data).map_err(|error| cannot(&error))?;
    // Written whole under another name and then linked: of two that start at once, both read the same one.
    if !path.exists() {
        let draft = data.join(format!("secret.{}", std::process::id()));
        let written = write(&draft).and_then(|()| fs::hard_link(&draft, &path));
        // Best effort: a draft that stays holds nothing that is used.
        let _ = fs::remove_file(&draft);
        match written {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(cannot(&error)),
            _ => {}
        }
    }
    fs::read_to_string(&path).map(|text| text.trim().to_owned()).map_err(|error| cannot(&error))
}

fn write(path: &Path) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    writeln!(file, "{}", URL_SAFE_NO_PAD.encode(random()?))?;
    file.sync_all()
}

#[expect(clippy::disallowed_methods, reason = "the use cases, which have their own source, are not set up yet")]
fn random() -> std::io::Result<[u8; 48]> {
    let mut bytes = [0; 48];
    getrandom::fill(&mut bytes).map_err(std::io::Error::from)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn sqlite() -> Location {
        Location::Sqlite("guildhall.db".into())
    }

    #[test]
    fn it_is_made_once_for_its_owner_only() {
        let data = tempfile::tempdir().expect("a folder");
        let first = judge(&Raw::default(), data.path(), &sqlite()).expect("a secret");
        let second = judge(&Raw::default(), data.path(), &sqlite()).expect("the same");
        assert_eq!(first, second);
        assert!(first.len() >= MIN_BYTES);
        let mode = fs::metadata(data.path().join("secret")).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(data.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn missing_short_and_guessable_ones_are_refused() {
        let data = tempfile::tempdir().expect("a folder");
        let with = |text: &str| Raw { secret: Some(text.to_owned()), ..Raw::default() };
        let postgres = Location::Postgres("postgres://a".to_owned());
        assert!(judge(&Raw::default(), data.path(), &postgres).is_err());
        assert!(judge(&with("tooshort"), data.path(), &sqlite()).is_err());
        assert!(judge(&with(&"a".repeat(64)), data.path(), &sqlite()).is_err());
        assert!(judge(&with("0123456789abcdefghijklmnopqrstuv"), data.path(), &postgres).is_ok());
        let refused = judge(&with("hunter2"), data.path(), &sqlite()).expect_err("short").to_string();
        assert!(!refused.contains("hunter2"), "{refused}");
    }

    #[test]
    fn the_one_before_is_judged_as_strictly_and_is_another() {
        let with = |text: &str| Raw { previous_secret: Some(text.to_owned()), ..Raw::default() };
        let (old, new) = ("0123456789abcdefghijklmnopqrstuv", b"another one, 0123456789abcdefghij");
        assert!(judge_previous(&Raw::default(), new).is_ok_and(|previous| previous.is_none()));
        assert!(judge_previous(&with(old), new).is_ok_and(|previous| previous.as_deref() == Some(old.as_bytes())));
        for bad in ["tooshort", "a".repeat(64).as_str(), "another one, 0123456789abcdefghij"] {
            let refused = judge_previous(&with(bad), new).expect_err("is refused").to_string();
            assert!(refused.starts_with(PREVIOUS_NAME) && !refused.contains(bad), "{refused}");
        }
    }
}
