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

/// As [`execute!`], of a text that was put together: `insert_rows!(conn, sql, is_kept, query => query.bind(…))?`. Only the text of
/// one row is always the same, and so kept ready by the connection.
macro_rules! execute_rows {
    ($conn:expr, $sql:expr, $is_kept:expr, $rows:expr, $query:ident, $row:pat => $bound:expr) => {
        $crate::conn::execute!($conn, {
            let mut $query = sqlx::query(sqlx::AssertSqlSafe($sql.clone())).persistent($is_kept);
            for $row in $rows {
                $query = $bound;
            }
            $query
        })
    };
}

/// As [`execute_rows!`], of a text whose rows are read: all that it gives.
macro_rules! fetch_rows {
    ($conn:expr, $sql:expr, $is_kept:expr, $rows:expr, $query:ident, $row:pat => $bound:expr) => {
        $crate::conn::fetch!(
            $conn,
            {
                let mut $query = sqlx::query_as(sqlx::AssertSqlSafe($sql.clone())).persistent($is_kept);
                for $row in $rows {
                    $query = $bound;
                }
                $query
            },
            fetch_all
        )
    };
}

pub(crate) use {execute, execute_rows, fetch, fetch_rows};

/// `head VALUES ($1, $2), ($3, $4) tail`: what a statement says of many rows at once. Both databases name the columns of
/// such a list `column1`, `column2` and so on.
pub(crate) fn of_rows(dialect: Dialect, head: &'static str, columns: usize, count: usize, tail: &str) -> String {
    let mut sql = rows(dialect, head, columns, count);
    sql.push_str(tail);
    sql
}

/// `head VALUES ($1, $2), ($3, $4)`: so many rows of so many columns, each value bound in order. Both counts are ours.
pub(crate) fn rows(dialect: Dialect, head: &'static str, columns: usize, count: usize) -> String {
    rows_like(dialect, head, &vec!["?"; columns].join(", "), count)
}

/// `head VALUES ($1, 'open'), ($2, 'open')` of `?, 'open'`: each `?` is a value, bound in order.
///
/// For SQLite they stay without a number: it takes `$1` for a name, and looks each name up among all before it.
pub(crate) fn rows_like(dialect: Dialect, head: &'static str, row: &str, count: usize) -> String {
    let mut sql = format!("{head} VALUES ");
    let mut place = 0;
    for number in 0..count {
        sql.push_str(if number == 0 { "(" } else { ", (" });
        for part in row.split_inclusive('?') {
            if let Some(before) = part.strip_suffix('?') {
                place += 1;
                sql.push_str(before);
                match dialect {
                    Dialect::Sqlite => sql.push('?'),
                    Dialect::Postgres => {
                        sql.push('$');
                        sql.push_str(&place.to_string());
                    }
                }
            } else {
                sql.push_str(part);
            }
        }
        sql.push(')');
    }
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_in_each_row_stands_there() {
        let of = |dialect| rows_like(dialect, "INSERT INTO t (a, b, c)", "?, 'open', ?", 2);
        assert_eq!(of(Dialect::Postgres), "INSERT INTO t (a, b, c) VALUES ($1, 'open', $2), ($3, 'open', $4)");
        assert_eq!(of(Dialect::Sqlite), "INSERT INTO t (a, b, c) VALUES (?, 'open', ?), (?, 'open', ?)");
    }

    #[test]
    fn rows_stand_between_head_and_tail() {
        let sql = of_rows(Dialect::Sqlite, "SELECT a FROM t WHERE a IN (", 1, 2, ") AND b > 1");
        assert_eq!(sql, "SELECT a FROM t WHERE a IN ( VALUES (?), (?)) AND b > 1");
    }

    #[test]
    fn every_value_has_a_place_of_its_own() {
        let sql = rows(Dialect::Postgres, "INSERT INTO t (a, b)", 2, 2);
        assert_eq!(sql, "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    }
}
