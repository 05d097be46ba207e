//! A consistent picture of the whole database for an archive, and a database made again from one.
//!
//! SQLite gives a copy of its file, PostgreSQL each table by `COPY`, both as of one moment while others write. What a
//! snapshot needs of the program is only which migrations the database has: it reads no row as what it means, so a table
//! that is added tomorrow is in tomorrow's snapshot.

mod order;
mod postgres;
mod refill;
mod sqlite;

use domain::hex::hex;
use serde::{Deserialize, Serialize};
use sqlx::migrate::Migration;

use crate::conn::Dialect;
use crate::error::StoreError;
use crate::migrate::merged;

pub use postgres::PostgresSnapshot;
pub use refill::Refill;
pub(crate) use sqlite::copy;
pub use sqlite::copy_sqlite;

/// Where sqlx notes what it applied; made by migrating, never copied.
const NOTES: &str = "_sqlx_migrations";

/// What a snapshot holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The migrations that the database had, oldest first.
    pub applied: Vec<Applied>,
    /// Its tables, each after those that it refers to.
    pub tables: Vec<Table>,
}

/// A migration that a database had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// Its version.
    pub version: i64,
    /// The SHA-384 of its text in hexadecimal, as sqlx notes it.
    pub checksum: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The columns in the order in which they are copied.
    pub columns: Vec<String>,
    /// Rows in it.
    pub rows: u64,
}

/// Refuses what this program cannot make a database of: a snapshot with migrations that it does not know.
pub fn judge(dialect: Dialect, applied: &[Applied]) -> Result<(), StoreError> {
    let known = merged(dialect);
    let fits = |applied: &Applied| {
        let same = |migration: &&Migration| migration.version == applied.version;
        known.iter().find(same).map(|migration| hex(&migration.checksum) == applied.checksum)
    };
    for applied in applied {
        match fits(applied) {
            Some(true) => {}
            Some(false) => {
                return Err(StoreError::Snapshot(format!(
                    "its migration {} is not the one that this program knows by that number: it was made by a program built \
                     from other sources",
                    applied.version
                )));
            }
            None => {
                return Err(StoreError::Snapshot(format!(
                    "it has migration {}, which this program does not know: a newer Guildhall made it. Restore it with that one",
                    applied.version
                )));
            }
        }
    }
    Ok(())
}

/// A name as SQL reads it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn columns(table: &Table) -> String {
    table.columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_or_another_migration_is_refused() {
        let known: Vec<Applied> = merged(Dialect::Sqlite)
            .iter()
            .map(|migration| Applied { version: migration.version, checksum: hex(&migration.checksum) })
            .collect();
        judge(Dialect::Sqlite, &known).expect("all are known");
        judge(Dialect::Sqlite, &known[..1]).expect("an older one is brought up to date");
        let newer = Applied { version: 9_999, checksum: String::new() };
        let refused = judge(Dialect::Sqlite, &[known[0].clone(), newer]).expect_err("is newer").to_string();
        assert!(refused.contains("9999") && refused.contains("newer"), "{refused}");
        let other = Applied { checksum: "00".to_owned(), ..known[0].clone() };
        assert!(judge(Dialect::Sqlite, &[other]).is_err());
    }

    #[test]
    fn a_name_cannot_end_its_quotes() {
        assert_eq!(quoted("a\"; DROP TABLE b"), "\"a\"\"; DROP TABLE b\"");
    }
}
