//! Finding the system's PostgreSQL: Debian keeps the server's programs off the path, Homebrew often does.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

const NEEDED: [&str; 3] = ["initdb", "postgres", "pg_isready"];

/// The folder with the server's programs; the newest where there are several.
pub(super) fn find() -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let packaged = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"].into_iter().flat_map(installed);
    let Some(found) = env::split_paths(&path).chain(packaged).find(|folder| complete(folder)) else {
        bail!("PostgreSQL is missing, and tests without it would prove half: run `scripts/setup --tests`");
    };
    Ok(found)
}

fn complete(folder: &Path) -> bool {
    NEEDED.iter().all(|program| folder.join(program).is_file())
}

/// `PARENT/*/bin`, where `*` is a version or, with Homebrew, `postgresql@VERSION`; newest first.
fn installed(parent: &str) -> Vec<PathBuf> {
    let Ok(entries) = Path::new(parent).read_dir() else { return Vec::new() };
    let mut versions = entries
        .filter_map(Result::ok)
        .filter_map(|entry| Some((version(entry.file_name().to_str()?)?, entry.path().join("bin"))))
        .collect::<Vec<_>>();
    versions.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

fn version(name: &str) -> Option<u32> {
    name.strip_prefix("postgresql@").unwrap_or(name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers_not_words() {
        assert_eq!(version("15"), Some(15));
        assert_eq!(version("postgresql@17"), Some(17));
        assert_eq!(version("openssl@3"), None);
    }
}
