//! One history of migrations, merged by version from what both databases share and what only one needs.

use sqlx::migrate::{Migration, Migrator};

use crate::conn::Dialect;
use crate::error::StoreError;

static COMMON: Migrator = sqlx::migrate!("../../migrations/common");
static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// A migration, and whether this database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationState {
    /// Its version.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Whether it is applied.
    pub is_applied: bool,
}

/// The migrations of a database, in order.
pub(crate) fn merged(dialect: Dialect) -> Migrator {
    let own = match dialect {
        Dialect::Sqlite => &SQLITE,
        Dialect::Postgres => &POSTGRES,
    };
    let mut all: Vec<Migration> = COMMON.iter().chain(own.iter()).cloned().collect();
    all.sort_by_key(|migration| migration.version);
    Migrator::with_migrations(all)
}

/// Which migrations there are and which of `applied` they are among. Refuses a database that knows a newer one.
pub fn pending(dialect: Dialect, applied: &[i64]) -> Result<Vec<MigrationState>, StoreError> {
    let migrator = merged(dialect);
    if let Some(newer) = applied.iter().find(|version| !migrator.version_exists(**version)) {
        return Err(StoreError::Migration(format!(
            "the database has migration {newer}, which this program does not know: a newer Guildhall has used it. \
             Start that one, or restore a backup from before it."
        )));
    }
    let state = |migration: &Migration| MigrationState {
        version: migration.version,
        name: migration.description.to_string(),
        is_applied: applied.contains(&migration.version),
    };
    Ok(migrator.iter().map(state).collect())
}
