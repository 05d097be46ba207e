//! An empty PostgreSQL database, filled from a snapshot in one transaction.

use std::io;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::postgres::{applied, connect, tables};
use super::{Applied, Contents, Table, columns, quoted};
use crate::conn::Dialect;
use crate::error::StoreError;
use crate::migrate::merged;
use crate::postgres::refuse_powerful_role;

/// How much is read at once.
const PIECE: usize = 256 * 1024;

/// The transaction that fills a database. Dropped before [`Refill::commit`], it leaves the database empty.
///
/// Rows are put in by `COPY`, which row-level security does not allow to those whom it binds. So the role, which owns the
/// tables, sets itself free for this transaction, and the triggers of our own with it: nothing here is a change of
/// something that was there. Foreign keys and checks stay as they are.
#[derive(Debug)]
pub struct Refill {
    connection: PgConnection,
    tables: Vec<Table>,
    /// The tables whose row-level security is forced.
    forced: Vec<String>,
}

impl Refill {
    /// Brings an empty database to the migrations of the snapshot, and begins. Refuses one in which there is a row.
    pub async fn begin(url: &str, contents: &Contents) -> Result<Self, StoreError> {
        let mut connection = connect(url).await?;
        refuse_powerful_role(&mut connection).await?;
        refuse_rows(&mut connection).await?;
        migrate(&mut connection, &contents.applied).await?;
        sqlx::raw_sql("BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
            .execute(&mut connection)
            .await?;
        let tables = tables(&mut connection).await?;
        let names = |tables: &[Table]| {
            let mut names: Vec<(String, Vec<String>)> =
                tables.iter().map(|table| (table.name.clone(), table.columns.clone())).collect();
            names.sort();
            names
        };
        if names(&tables) != names(&contents.tables) {
            return Err(StoreError::Snapshot("its tables are not those that its migrations make".to_owned()));
        }
        let forced = sqlx::query_scalar(
            "SELECT relname::text FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relforcerowsecurity",
        )
        .fetch_all(&mut connection)
        .await?;
        let mut refill = Self { connection, tables, forced };
        refill.open().await?;
        Ok(refill)
    }

    /// Lets rows in, and removes those that the migrations themselves put there: the snapshot has them.
    async fn open(&mut self) -> Result<(), StoreError> {
        for table in self.forced.clone() {
            self.execute(format!("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY", quoted(&table))).await?;
        }
        let names: Vec<String> = self.tables.iter().map(|table| quoted(&table.name)).collect();
        for name in &names {
            self.execute(format!("ALTER TABLE {name} DISABLE TRIGGER USER")).await?;
        }
        self.execute(format!("TRUNCATE {}", names.join(", "))).await
    }

    /// Puts the rows of a table in. `next` gives bytes as [`super::PostgresSnapshot::copy_out`] did, none at their end.
    pub async fn copy_in(
        &mut self,
        table: &Table,
        next: &mut (dyn FnMut(&mut [u8]) -> io::Result<usize> + Send),
    ) -> Result<(), StoreError> {
        let statement = format!("COPY {} ({}) FROM STDIN (FORMAT binary)", quoted(&table.name), columns(table));
        let mut copy = self.connection.copy_in_raw(&statement).await?;
        let mut piece = vec![0; PIECE];
        loop {
            match next(&mut piece) {
                Ok(0) => break,
                Ok(bytes) => {
                    copy.send(&piece[..bytes]).await?;
                }
                Err(error) => {
                    copy.abort("the archive cannot be read").await?;
                    return Err(error.into());
                }
            }
        }
        let rows = copy.finish().await?;
        if rows == table.rows {
            Ok(())
        } else {
            let name = &table.name;
            Err(StoreError::Snapshot(format!("{name} has {rows} rows, and the manifest tells of {}", table.rows)))
        }
    }

    /// Puts the walls up again, and keeps it all.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.execute("SET CONSTRAINTS ALL IMMEDIATE".to_owned()).await?;
        for table in self.tables.clone() {
            self.execute(format!("ALTER TABLE {} ENABLE TRIGGER USER", quoted(&table.name))).await?;
        }
        for table in self.forced.clone() {
            self.execute(format!("ALTER TABLE {} FORCE ROW LEVEL SECURITY", quoted(&table))).await?;
        }
        self.execute("COMMIT".to_owned()).await?;
        // Plans for tables that nobody has counted would be bad ones for a while.
        self.execute("ANALYZE".to_owned()).await?;
        Ok(self.connection.close().await?)
    }

    async fn execute(&mut self, statement: String) -> Result<(), StoreError> {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut self.connection).await?;
        Ok(())
    }
}

async fn refuse_rows(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::raw_sql("SELECT set_config('guildhall.scope', 'system', false)").execute(&mut *connection).await?;
    for table in tables(connection).await? {
        let any = format!("SELECT EXISTS (SELECT 1 FROM {})", quoted(&table.name));
        let is_filled: bool = sqlx::query_scalar(AssertSqlSafe(any)).fetch_one(&mut *connection).await?;
        if is_filled {
            let name = table.name;
            return Err(StoreError::Snapshot(format!("the database is not empty: there are rows in {name}")));
        }
    }
    Ok(())
}

/// Applies the migrations that the snapshot had, and no others: its rows have their columns.
async fn migrate(connection: &mut PgConnection, wanted: &[Applied]) -> Result<(), StoreError> {
    let further = applied(connection).await?.into_iter().find(|applied| !wanted.contains(applied));
    if let Some(further) = further {
        return Err(StoreError::Snapshot(format!(
            "the database has migration {}, which the archive has not: give an empty one",
            further.version
        )));
    }
    let mut migrator = merged(Dialect::Postgres);
    let is_wanted = |version: i64| wanted.iter().any(|applied| applied.version == version);
    migrator.migrations.to_mut().retain(|migration| is_wanted(migration.version));
    migrator.run(connection).await.map_err(|error| StoreError::Migration(error.to_string()))
}
