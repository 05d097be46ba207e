//! The secret, and who may read it.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::Finding;
use crate::config::Place;

const PART: &str = "secret";

pub(super) fn look(place: &Place) -> Finding {
    if place.secret.is_none() {
        return match &place.location {
            store::Location::Sqlite(_) => Finding::ok(PART, "none yet; the first start makes one"),
            store::Location::Postgres(_) => {
                let mend = "Set GUILDHALL_SECRET or GUILDHALL_SECRET_FILE, the same on every copy; `openssl rand -base64 48` makes one.";
                Finding::failure(PART, "none, and with PostgreSQL none is made", mend)
            }
        };
    }
    for path in [place.data.join("secret"), place.data.clone()] {
        if others_may(&path) {
            let found = format!("others on this machine may look into {}", path.display());
            return Finding::warning(PART, found, format!("chmod go-rwx {}", path.display()));
        }
    }
    Finding::ok(PART, "long enough, and nobody else may read it")
}

fn others_may(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}
