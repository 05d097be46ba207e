//! Whether there is room on the disk.

use std::path::{Path, PathBuf};

use super::Finding;
use crate::cli::say;
use crate::config::Place;

const PART: &str = "disk";
const FULL: u64 = 200_000_000;
const SHORT: u64 = 2_000_000_000;

/// A line for the data folder, and one for backups where they lie on another disk.
pub(super) fn look(place: &Place) -> Vec<Finding> {
    let (data, backups) = (existing(&place.data), existing(&place.backups));
    let mut found = vec![room(&place.data, &data)];
    if device(&data) != device(&backups) {
        found.push(room(&place.backups, &backups));
    }
    found
}

/// The folder, or the nearest above it that is there.
fn existing(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole.ancestors().find(|above| above.exists()).map_or_else(|| PathBuf::from("/"), Path::to_owned)
}

fn device(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(folder).ok().map(|found| found.dev())
}

fn room(named: &Path, folder: &Path) -> Finding {
    let stats = match rustix::fs::statvfs(folder) {
        Ok(stats) => stats,
        Err(error) => {
            return Finding::warning(PART, format!("{}: {error}", named.display()), "Look by hand: `df -h`.");
        }
    };
    judge(named, stats.f_bavail.saturating_mul(stats.f_frsize), stats.f_blocks.saturating_mul(stats.f_frsize))
}

fn judge(named: &Path, free: u64, all: u64) -> Finding {
    let found = format!("{} free of {} for {}", say::bytes(free), say::bytes(all), named.display());
    if free < FULL {
        return Finding::failure(PART, found, "Make room now: when it is full, nobody can start a run.");
    }
    if free < SHORT || free < all / 20 {
        return Finding::warning(
            PART,
            found,
            "Make room: old backups, copies of before migrations, other people's files.",
        );
    }
    Finding::ok(PART, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::State;

    #[test]
    fn a_full_and_a_filling_disk_are_told() {
        let state = |free, all| judge(Path::new("data"), free, all).state;
        assert_eq!(state(50_000_000_000, 100_000_000_000), State::Ok);
        assert_eq!(state(4_000_000_000, 100_000_000_000), State::Warning);
        assert_eq!(state(1_000_000_000, 4_000_000_000), State::Warning);
        assert_eq!(state(100_000_000, 100_000_000_000), State::Failure);
    }

    #[test]
    fn a_folder_that_is_not_there_yet_lies_where_the_one_above_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("a/b");
        assert_eq!(device(&existing(&deep)), device(folder.path()));
        assert_eq!(room(&deep, &existing(&deep)).part, PART);
    }
}
