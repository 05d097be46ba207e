//! What can go wrong with the database.

use std::fmt::Display;

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The driver or the database said no.
    #[error("database: {0}")]
    Driver(#[from] sqlx::Error),
    /// A stored value is not what the code writes there.
    #[error("inconsistent {table}.{column}: {value:?}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// A change met another number of rows than it must.
    #[error("{statement} changed {changed} rows, not {expected}")]
    Rows {
        /// Which change.
        statement: &'static str,
        /// Rows changed.
        changed: u64,
        /// Rows that it must change.
        expected: u64,
    },
    /// Whether the commit happened is not known: the idempotency key settles it.
    #[error("the outcome of a commit is unknown")]
    CommitUnknown,
    /// A write took longer than it may, or the database is away.
    #[error("the database is away: {0}")]
    Away(&'static str),
    /// The closure of a write panicked.
    #[error("a write panicked")]
    Panicked,
    /// A migration failed, or the database is newer than this program.
    #[error("migration: {0}")]
    Migration(String),
    /// A snapshot cannot be made, or nothing can be made of it.
    #[error("snapshot: {0}")]
    Snapshot(String),
    /// A file could not be read or written.
    #[error("file: {0}")]
    File(#[from] std::io::Error),
}

impl StoreError {
    /// Whether the same write may succeed when tried again at once.
    pub fn is_retryable(&self) -> bool {
        let Self::Driver(sqlx::Error::Database(error)) = self else { return false };
        // PostgreSQL: serialization_failure, deadlock_detected. SQLite: SQLITE_BUSY and its kinds, which the busy handler
        // does not wait for when a snapshot is too old.
        matches!(error.code().as_deref(), Some("40001" | "40P01" | "5" | "261" | "517"))
    }

    /// Whether the database, not the request, is at fault for now: full, locked, unreachable.
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Away(_)
            | Self::CommitUnknown
            | Self::File(_)
            | Self::Driver(
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                // A line cut while its encryption is being agreed on: the driver reads the end as a broken message.
                | sqlx::Error::Protocol(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed,
            ) => true,
            Self::Driver(sqlx::Error::Database(error)) => {
                let code = error.code().unwrap_or_default().into_owned();
                // PostgreSQL classes: connection, insufficient resources, operator intervention, system error.
                let server = ["08", "53", "57", "58"].iter().any(|class| code.len() == 5 && code.starts_with(class));
                // SQLite primary codes: BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN (extended ones keep them in
                // the low byte).
                let primary = code.parse::<i64>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 7 | 8 | 10 | 13 | 14));
                server || (code.len() < 5 && primary)
            }
            _ => self.is_retryable(),
        }
    }

    /// Whether a unique key was met.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Driver(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

/// Reads a stored word or id; a broken one names its place.
pub(crate) fn read<T, E>(
    table: &'static str,
    column: &'static str,
    value: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, StoreError>
where
    E: Display,
{
    parse(value).map_err(|_| StoreError::Inconsistent { table, column, value: value.to_owned() })
}

/// Insists on the number of rows that a change must meet.
pub(crate) fn expect_rows(statement: &'static str, changed: u64, expected: u64) -> Result<(), StoreError> {
    if changed == expected { Ok(()) } else { Err(StoreError::Rows { statement, changed, expected }) }
}
