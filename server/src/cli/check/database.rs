//! Whether the database answers, to whom, and whether it is up to date.

use store::{Db, Dialect, Location};

use super::Finding;

const PART: &str = "database";

/// What is found, and the database where it answers.
pub(super) async fn look(location: &Location) -> (Vec<Finding>, Option<Db>) {
    if let Location::Sqlite(path) = location
        && !path.exists()
    {
        return (
            vec![Finding::ok(PART, format!("{} is not there yet; the first start makes it", path.display()))],
            None,
        );
    }
    let db = match Db::open(location).await {
        Ok(db) => db,
        Err(error) => {
            let mend =
                "Start it, or put DATABASE_URL right; the role owns the database, without SUPERUSER and BYPASSRLS.";
            return (vec![Finding::failure(PART, error.to_string(), mend)], None);
        }
    };
    let name = match db.dialect() {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL, by a role that row-level security binds",
    };
    match db.migrations().await {
        Ok(states) => {
            let waiting = states.iter().filter(|state| !state.is_applied).count();
            let finding = match waiting {
                0 => Finding::ok(PART, format!("{name}; up to date")),
                waiting => Finding::warning(
                    PART,
                    format!("{name}; {waiting} migrations wait"),
                    "`guildhall migrate --apply` applies them, and so does the next `serve`.",
                ),
            };
            (vec![finding], if waiting == 0 { Some(db) } else { None })
        }
        Err(error) => {
            (vec![Finding::failure(PART, error.to_string(), "Start the newer program, or restore a backup.")], None)
        }
    }
}
