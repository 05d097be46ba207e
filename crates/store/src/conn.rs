//! The connection that query functions are given, and the two macros that run one query text on either database.

use sqlx::{PgConnection, SqliteConnection};

/// A connection inside a transaction.
#[derive(Debug)]
pub enum Conn<'c> {
    /// To the file beside.
    Sqlite(&'c mut SqliteConnection),
    /// To a server.
    Postgres(&'c mut PgConnection),
}

/// Which database it is, for the few statements that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Conn<'_> {
    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }
}

/// Runs a query that gives rows: `fetch!(conn, sqlx::query_as(SQL).bind(id), fetch_optional)?`.
macro_rules! fetch {
    ($conn:expr, $query:expr, $how:ident) => {
        match $conn {
            $crate::Conn::Sqlite(connection) => $query.$how(&mut **connection).await,
            $crate::Conn::Postgres(connection) => $query.$how(&mut **connection).await,
        }
        .map_err($crate::StoreError::from)
    };
}

/// Runs a query that changes rows and gives their number: `execute!(conn, sqlx::query(SQL).bind(id))?`.
macro_rules! execute {
    ($conn:expr, $query:expr) => {
        match $conn {
            $crate::Conn::Sqlite(connection) => {
                $query.execute(&mut **connection).await.map(|done| done.rows_affected())
            }
            $crate::Conn::Postgres(connection) => {
                $query.execute(&mut **connection).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::StoreError::from)
    };
}

pub(crate) use {execute, fetch};

/// `head VALUES ($1, $2), ($3, $4)`: so many rows of so many columns, each value bound in order. Both counts are ours.
pub(crate) fn rows(head: &'static str, columns: usize, count: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> = (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    format!("{head} VALUES {}", (0..count).map(row).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_value_has_a_place_of_its_own() {
        assert_eq!(super::rows("INSERT INTO t (a, b)", 2, 2), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    }
}
