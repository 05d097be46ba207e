//! SQLite: a file, one writer that groups commits, a pool of readers.

mod group;
mod job;

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, SqlitePool};
use tokio::sync::{mpsc, oneshot};
use tracing::Instrument as _;

use crate::conn::{Conn, Dialect};
use crate::db::{Connections, WriteFailure};
use crate::error::StoreError;
use crate::measure::{self, Kind};
use crate::migrate::{MigrationState, merged, pending};
use crate::scope::Sight;
use crate::snapshot;
use group::Done;
pub(crate) use job::within_limit;
use job::{Job, Write};

const READERS: u32 = 8;
/// Writes that may wait; more are told to come again.
const WAITING_WRITES: usize = 4_096;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// A SQLite database.
#[derive(Debug)]
pub(crate) struct Sqlite {
    path: PathBuf,
    readers: SqlitePool,
    writes: mpsc::Sender<Box<dyn Job>>,
    done: Arc<Done>,
}

/// How much the writer brought to the disk since it was opened: each transaction is one sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commits {
    /// Transactions.
    pub transactions: u64,
    /// Writes in them.
    pub writes: u64,
}

/// Tells whether another connection wrote to the file.
#[derive(Debug)]
pub struct ChangeWatch {
    connection: SqliteConnection,
    last: i64,
}

impl ChangeWatch {
    /// Whether anything was written since the last call.
    pub async fn has_changed(&mut self) -> Result<bool, StoreError> {
        let version: i64 = sqlx::query_scalar("PRAGMA data_version").fetch_one(&mut self.connection).await?;
        let has_changed = version != self.last;
        self.last = version;
        Ok(has_changed)
    }
}

/// The options of every connection. FULL, because WAL with NORMAL may lose a commit that was answered when power fails.
pub(crate) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(256)
        .pragma("cell_size_check", "on")
        // What was erased is overwritten, and not only forgotten.
        .pragma("secure_delete", "on")
        .disable_statement_logging()
}

impl Sqlite {
    pub(crate) async fn open(path: &Path) -> Result<Self, StoreError> {
        let writer = SqliteConnection::connect_with(&group::options_of_writer(path)).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(BUSY_TIMEOUT)
            // A file does not hang up as a server may; asking first would double the way of every read.
            .test_before_acquire(false)
            .connect_with(options(path).create_if_missing(false).pragma("query_only", "on"))
            .await?;
        let (writes, waiting) = mpsc::channel(WAITING_WRITES);
        let done = Arc::new(Done::default());
        tokio::spawn(group::write(path.to_owned(), writer, waiting, Arc::clone(&done)));
        Ok(Self { path: path.to_owned(), readers, writes, done })
    }

    pub(crate) fn commits(&self) -> Commits {
        self.done.so_far()
    }

    pub(crate) fn connections(&self) -> Connections {
        Connections::of(&self.readers, READERS)
    }

    pub(crate) fn size_bytes(&self) -> u64 {
        let log = self.path.with_extension("db-wal");
        [self.path.as_path(), &log]
            .iter()
            .filter_map(|path| std::fs::metadata(path).ok())
            .map(|found| found.len())
            .sum()
    }

    pub(crate) async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError> {
        let known: Option<i64> = sqlx::query_scalar("SELECT 1 FROM sqlite_master WHERE name = '_sqlx_migrations'")
            .fetch_optional(&self.readers)
            .await?;
        let applied = match known {
            Some(_) => sqlx::query_scalar("SELECT version FROM _sqlx_migrations").fetch_all(&self.readers).await?,
            None => Vec::new(),
        };
        pending(Dialect::Sqlite, &applied)
    }

    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        let states = self.migrations().await?;
        let Some(next) = states.iter().find(|migration| !migration.is_applied) else { return Ok(()) };
        let mut connection = SqliteConnection::connect_with(&options(&self.path)).await?;
        if states.iter().any(|migration| migration.is_applied) {
            copy_before(&mut connection, &self.path, next.version).await?;
        }
        merged(Dialect::Sqlite).run(&mut connection).await.map_err(|error| StoreError::Migration(error.to_string()))?;
        connection.close().await?;
        Ok(())
    }

    pub(crate) async fn read<I, T, E, F>(&self, sight: Sight, input: I, read: F) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: WriteFailure,
        F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
    {
        if !sight.is_of_one_moment {
            let asked = Instant::now();
            let mut connection = self.readers.acquire().await.map_err(StoreError::from)?;
            measure::waited(Kind::Read, asked);
            return read(&mut Conn::Sqlite(&mut connection), &input).await;
        }
        let readers = self.readers.clone();
        // In a task of its own: a caller that goes away in the middle would leave a reader in its transaction, and so in
        // the past.
        let reading = async move { moment(&readers, &input, &read).await };
        match tokio::spawn(reading.in_current_span()).await {
            Ok(answer) => answer,
            Err(_) => Err(StoreError::Panicked.into()),
        }
    }

    pub(crate) async fn write<I, T, E, F>(&self, input: I, write: F) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: WriteFailure,
        F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job = Box::new(Write::new(input, write, answer));
        self.writes.try_send(job).map_err(|_| StoreError::Away("too many writes are waiting"))?;
        // The writer answers every job, except when it ends between taking one and answering it.
        answered.await.unwrap_or_else(|_| Err(StoreError::CommitUnknown.into()))
    }

    pub(crate) async fn watch_changes(&self) -> Result<ChangeWatch, StoreError> {
        let connection = SqliteConnection::connect_with(&options(&self.path).pragma("query_only", "on")).await?;
        let mut watch = ChangeWatch { connection, last: 0 };
        watch.has_changed().await?;
        Ok(watch)
    }

    /// Brings all that is in the log into the file and empties the log. `false` where somebody was reading all the while.
    pub(crate) async fn empty_log(&self) -> Result<bool, StoreError> {
        let mut connection = SqliteConnection::connect_with(&options(&self.path).create_if_missing(false)).await?;
        let row: (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok(row.0 == 0)
    }

    pub(crate) async fn close(&self) {
        // A write that is answered after this one was queued after all others.
        let last: Result<(), StoreError> = self.write((), |_, ()| Box::pin(async { Ok(()) })).await;
        if let Err(error) = last {
            tracing::warn!(%error, "the last write before closing failed");
        }
        self.readers.close().await;
    }
}

/// Reads in one transaction, which sees what was there at its first statement.
async fn moment<I, T, E, F>(readers: &SqlitePool, input: &I, read: &F) -> Result<T, E>
where
    E: WriteFailure,
    F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>>,
{
    let asked = Instant::now();
    let mut connection = readers.acquire().await.map_err(StoreError::from)?;
    measure::waited(Kind::Read, asked);
    sqlx::raw_sql("BEGIN").execute(&mut *connection).await.map_err(StoreError::from)?;
    let mut conn = Conn::Sqlite(&mut connection);
    let reading = AssertUnwindSafe(read(&mut conn, input)).catch_unwind();
    let answer = reading.await.unwrap_or_else(|_| Err(StoreError::Panicked.into()));
    if sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await.is_err() {
        // It would go on reading the past. An error on the way out tells nothing new.
        let _ = connection.detach().close().await;
    }
    answer
}

/// Copies the database to `…before-N.db` beside it: what was there before migration N, if it must be gone back to.
///
/// Under another name first, so that what bears the name is whole; one of an earlier attempt is replaced.
async fn copy_before(connection: &mut SqliteConnection, path: &Path, version: i64) -> Result<(), StoreError> {
    let copy = path.with_extension(format!("before-{version}.db"));
    let half = path.with_extension(format!("before-{version}.half"));
    tracing::info!(copy = %copy.display(), "copying the database before it is changed");
    if half.try_exists()? {
        std::fs::remove_file(&half)?;
    }
    snapshot::copy(connection, &half).await?;
    std::fs::rename(&half, &copy)?;
    if let Some(folder) = copy.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
