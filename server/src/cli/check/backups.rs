//! How old the newest backup is.

use std::path::Path;

use domain::time::{Micros, Timestamp};
use service::backup;

use super::Finding;
use crate::cli::say;

const PART: &str = "backups";
/// A day, and what a nightly one may be late.
const LATE: Micros = Micros::hours(26);

pub(super) fn look(folder: &Path, now: Timestamp) -> Finding {
    const MEND: &str = "Run `guildhall backup` each night, by cron or a timer of systemd: nothing else makes one yet.";
    let place = folder.display();
    match backup::latest(folder) {
        Ok(None) => Finding::warning(PART, format!("none in {place}"), MEND),
        Ok(Some(newest)) => {
            let age = now.since(newest.made_at);
            let name = newest.path.file_name().unwrap_or_default().to_string_lossy();
            let found = format!("{name}, {} h old, {}", age.0 / Micros::hours(1).0, say::bytes(newest.bytes));
            if age > LATE { Finding::warning(PART, found, MEND) } else { Finding::ok(PART, found) }
        }
        Err(error) => Finding::failure(PART, format!("{place}: {error}"), "Let the user that makes backups read it."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::State;

    #[test]
    fn none_and_an_old_one_are_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let made_at = Timestamp::from_micros(1_795_253_400_000_000);
        assert_eq!(look(folder.path(), made_at).state, State::Warning);
        std::fs::write(folder.path().join("guildhall-20261121T093000Z.tar"), "").expect("a file");
        assert_eq!(look(folder.path(), made_at.plus(Micros::hours(25))).state, State::Ok);
        assert_eq!(look(folder.path(), made_at.plus(Micros::hours(27))).state, State::Warning);
    }
}
