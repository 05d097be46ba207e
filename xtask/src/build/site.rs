//! The folder `site/`: files, their compressed variants, and the list of hashed names.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

use super::cache::Cache;
use super::{compress, hash};

/// The folder of hashed files; the server answers it with a year's caching.
const HASHED: &str = "pkg";

/// What `site/` is to hold.
#[derive(Default)]
pub(super) struct Site {
    /// Path under `site/` → content.
    files: BTreeMap<String, Vec<u8>>,
    /// Logical name → path as the browser asks for it. Files under their own names stand here too: the server compiles
    /// this list in, so a file that comes or goes makes cargo embed the folder anew.
    names: BTreeMap<String, String>,
}

impl Site {
    /// Adds a file under a name that holds its hash; gives the file's name in `pkg/`.
    pub(super) fn add_hashed(&mut self, name: &str, content: Vec<u8>) -> String {
        let hashed = hash::file_name(name, &content);
        self.names.insert(name.to_owned(), format!("/{HASHED}/{hashed}"));
        self.files.insert(format!("{HASHED}/{hashed}"), content);
        hashed
    }

    /// Adds a folder's files under their own names. A missing folder is an empty one; hidden files stay out.
    pub(super) fn add_folder(&mut self, folder: &Path) -> Result<()> {
        if !folder.is_dir() {
            return Ok(());
        }
        let visible = WalkDir::new(folder)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b"."));
        for entry in visible {
            let entry = entry?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(folder)?.to_str().context("a file name is not UTF-8")?;
                self.names.insert(path.to_owned(), format!("/{path}"));
                self.files.insert(path.to_owned(), fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// Makes `folder` hold exactly this, touching only what differs; gives a sentence on it.
    ///
    /// New files come first, then the list that names them, then the old ones go: a server that reads the folder while
    /// it is written never learns a name that is not there.
    pub(super) fn write(mut self, folder: &Path, cache: &mut Cache) -> Result<String> {
        let mut packed = BTreeMap::new();
        for (name, content) in &self.files {
            for (kind, bytes) in compress::variants(name, content, cache)? {
                packed.insert(format!("{name}.{kind}"), bytes);
            }
        }
        self.files.append(&mut packed);
        let mut changed = 0_usize;
        for (name, content) in &self.files {
            changed += usize::from(write_if_different(&folder.join(name), content)?);
        }
        let list = serde_json::to_vec_pretty(&self.names)?;
        write_if_different(&folder.join("assets.json"), &list)?;
        self.files.insert("assets.json".to_owned(), list);
        for entry in WalkDir::new(folder) {
            let entry = entry?;
            let path = entry.path().strip_prefix(folder)?.to_string_lossy().into_owned();
            if entry.file_type().is_file() && !self.files.contains_key(&path) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(format!("{} files, {changed} of them new", self.files.len()))
    }
}

fn write_if_different(path: &Path, content: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|there| there == content) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, css: &str) -> Result<serde_json::Value> {
        let mut cache = Cache::open(&folder.join("cache"))?;
        let mut site = Site::default();
        site.add_hashed("main.css", css.as_bytes().to_vec());
        site.write(&folder.join("site"), &mut cache)?;
        Ok(serde_json::from_slice(&fs::read(folder.join("site/assets.json"))?)?)
    }

    #[test]
    fn the_list_names_files_that_exist_and_old_ones_go() -> Result<()> {
        let place = tempfile::tempdir()?;
        let old = write(place.path(), "a{}")?["main.css"].as_str().map(str::to_owned).context("no name")?;
        let new = write(place.path(), "b{}")?["main.css"].as_str().map(str::to_owned).context("no name")?;
        assert_ne!(old, new);
        assert!(!place.path().join("site").join(&old[1..]).exists());
        assert_eq!(fs::read_to_string(place.path().join("site").join(&new[1..]))?, "b{}");
        Ok(())
    }
}
