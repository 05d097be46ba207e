//! Where the database is.

use std::path::Path;

use store::Location;

use super::{BadConfig, Raw, text_or_file};

pub(super) fn judge(raw: &Raw, data: &Path) -> Result<Location, BadConfig> {
    let names = ("DATABASE_URL", "DATABASE_URL_FILE");
    match text_or_file(raw.database_url.as_ref(), raw.database_url_file.as_ref(), names)? {
        None => Ok(Location::Sqlite(data.join("guildhall.db"))),
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => Ok(Location::Postgres(url)),
        // The text may hold a password, so it is not repeated.
        Some(_) => {
            let reason = "only postgres://… is understood; leave it out for SQLite in the data folder";
            Err(BadConfig::of("DATABASE_URL", reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_unless_a_server_is_named() {
        let judge =
            |url: Option<&str>| judge(&Raw { database_url: url.map(str::to_owned), ..Raw::default() }, Path::new("d"));
        assert!(matches!(judge(None), Ok(Location::Sqlite(path)) if path == Path::new("d/guildhall.db")));
        assert!(matches!(judge(Some("postgres://a:b@c/d")), Ok(Location::Postgres(_))));
        let refused = judge(Some("mysql://a:hunter2@c/d")).expect_err("not one of ours").to_string();
        assert!(!refused.contains("hunter2"), "{refused}");
    }
}
