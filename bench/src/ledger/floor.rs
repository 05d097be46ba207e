//! The floor: one conditional UPDATE on bare SQLite, with the settings that the store has.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{Meter, Part};

/// As many as the store puts into one transaction at most.
const GROUP: u64 = 512;

/// A transaction and a sync for each.
pub(super) async fn alone(folder: &Path, time: Duration) -> anyhow::Result<Part> {
    measure(folder, time, 1).await
}

/// One transaction and one sync for many.
pub(super) async fn grouped(folder: &Path, time: Duration) -> anyhow::Result<Part> {
    measure(folder, time, GROUP).await
}

async fn measure(folder: &Path, time: Duration, group: u64) -> anyhow::Result<Part> {
    let path = folder.join(format!("floor-{group}.db"));
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging()
        .connect()
        .await?;
    sqlx::query("CREATE TABLE accounts (id TEXT NOT NULL PRIMARY KEY, posted BIGINT NOT NULL, held BIGINT NOT NULL)")
        .execute(&mut connection)
        .await?;
    sqlx::query("INSERT INTO accounts VALUES ('a', 1000000000, 0)").execute(&mut connection).await?;
    let (meter, mut transactions) = (Meter::start(0)?, 0);
    while meter.began().elapsed() < time {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await?;
        for _ in 0..group {
            sqlx::query("UPDATE accounts SET held = held + $2 WHERE id = $1 AND posted - held >= $2")
                .bind("a")
                .bind(1)
                .execute(&mut connection)
                .await?;
        }
        sqlx::query("COMMIT").execute(&mut connection).await?;
        transactions += 1;
    }
    let part = meter.stop(transactions * group, transactions)?;
    connection.close().await?;
    Ok(part)
}
