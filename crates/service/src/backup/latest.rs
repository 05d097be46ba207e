//! The newest backup in a folder.

use std::path::{Path, PathBuf};

use domain::time::Timestamp;

const PREFIX: &str = "guildhall-";
const SUFFIX: &str = ".tar";

/// The newest backup in a folder, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latest {
    /// The archive.
    pub path: PathBuf,
    /// When it was begun.
    pub made_at: Timestamp,
    /// Its length.
    pub bytes: u64,
}

/// The name of an archive of that time: `guildhall-20261121T093000Z.tar`.
pub(super) fn name_of(made_at: Timestamp) -> String {
    let time = made_at.to_rfc3339().replace(['-', ':'], "");
    format!("{PREFIX}{time}{SUFFIX}")
}

fn time_in(name: &str) -> Option<Timestamp> {
    let time = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let (date, clock) = (time.get(..8)?, time.get(9..15)?);
    let text = format!(
        "\"{}-{}-{}T{}:{}:{}Z\"",
        date.get(..4)?,
        date.get(4..6)?,
        date.get(6..)?,
        clock.get(..2)?,
        clock.get(2..4)?,
        clock.get(4..)?
    );
    let at = serde_json::from_str(&text).ok()?;
    (name_of(at) == name).then_some(at)
}

/// The newest backup in `folder`; `None` where there is none, or no such folder.
pub fn latest(folder: &Path) -> std::io::Result<Option<Latest>> {
    let listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut newest: Option<Latest> = None;
    for entry in listed {
        let entry = entry?;
        let Some(made_at) = entry.file_name().to_str().and_then(time_in) else { continue };
        if newest.as_ref().is_none_or(|newest| newest.made_at < made_at) {
            newest = Some(Latest { path: entry.path(), made_at, bytes: entry.metadata()?.len() });
        }
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_told_by_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(latest(&folder.path().join("none")).expect("reads"), None);
        for name in [
            "guildhall-20261121T093000Z.tar",
            "guildhall-20251231T235959Z.tar",
            "guildhall-20271121T093000Z.tar.gz",
            "guildhall-2027x121T093000Z.tar",
            "notes.txt",
        ] {
            std::fs::write(folder.path().join(name), name).expect("a file");
        }
        let newest = latest(folder.path()).expect("reads").expect("one");
        assert_eq!(newest.made_at, Timestamp::from_micros(1_795_253_400_000_000));
        assert_eq!(newest.path.file_name().and_then(|name| name.to_str()), Some("guildhall-20261121T093000Z.tar"));
        assert_eq!(newest.bytes, 30);
    }
}
