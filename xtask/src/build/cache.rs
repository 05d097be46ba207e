//! Results of costly steps, each a folder named by a hash of everything that went in.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A folder of results. What a build did not ask for is forgotten at its end, so it holds one build's worth.
pub(super) struct Cache {
    folder: PathBuf,
    used: HashSet<String>,
}

impl Cache {
    /// Opens the cache, made where it is missing.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { folder: folder.to_owned(), used: HashSet::new() })
    }

    /// The result's folder; `make` fills it only where this key is new. Half-made results never get the key's name.
    pub(super) fn folder(&mut self, key: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        self.used.insert(key.to_owned());
        let kept = self.folder.join(key);
        if !kept.is_dir() {
            let making = tempfile::Builder::new().prefix("making-").tempdir_in(&self.folder)?;
            make(making.path())?;
            // Two builds at once may make the same result: the first name stands, the other copy is dropped.
            match fs::rename(making.path(), &kept) {
                Err(error) if !kept.is_dir() => return Err(error).context("cannot keep a build result"),
                _ => {}
            }
        }
        Ok(kept)
    }

    /// Drops every result that this build had no use for.
    pub(super) fn forget_unused(&self) -> Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if !self.used.contains(&*name) && !name.starts_with("making-") {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_made_once_and_forgotten_when_unused() -> Result<()> {
        let place = tempfile::tempdir()?;
        let mut first = Cache::open(place.path())?;
        let kept = first.folder("key", |folder| Ok(fs::write(folder.join("file"), "made")?))?;
        first.folder("key", |_| anyhow::bail!("made twice"))?;
        assert_eq!(fs::read_to_string(kept.join("file"))?, "made");

        Cache::open(place.path())?.forget_unused()?;
        assert!(!kept.exists());
        Ok(())
    }

    #[test]
    fn a_failed_step_leaves_nothing_behind() -> Result<()> {
        let place = tempfile::tempdir()?;
        let mut cache = Cache::open(place.path())?;
        assert!(cache.folder("key", |_| anyhow::bail!("no")).is_err());
        assert_eq!(fs::read_dir(place.path())?.count(), 0);
        Ok(())
    }
}
