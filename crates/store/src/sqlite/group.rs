//! The writer: takes the writes that wait together into one transaction, each under its own savepoint, and answers all of
//! them after the one sync.
//!
//! SQLite may roll a whole transaction back by itself (disk full, I/O error, no memory). A rollback hook notices; the
//! connection is then discarded and each write worked again alone, so that one that cannot be done harms no other.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};
use tokio::sync::mpsc;

use super::job::Job;
use super::{Commits, options};
use crate::conn::Conn;
use crate::error::StoreError;
use crate::measure;

/// Writes in one transaction at most: bounds what one lost group costs.
const GROUP: usize = 512;
const REOPEN_PAUSE: Duration = Duration::from_millis(100);

/// What the writer has of the file in memory at most, in KiB. Nobody else changes it, so what is there stays true; by itself it
/// would be 2 MiB, of which a large group has more pages, and each is read again.
const CACHE_KIB: u32 = 16_384;
/// Pages in the log after which they are brought into the file: four times what is usual. A page that changes with every
/// group, as indexes do, is brought over once for all of them.
const LOG_PAGES: u32 = 4_000;

/// The options of the writer's connection.
pub(super) fn options_of_writer(path: &Path) -> SqliteConnectOptions {
    options(path).pragma("cache_size", format!("-{CACHE_KIB}")).pragma("wal_autocheckpoint", LOG_PAGES.to_string())
}

pub(super) async fn write(
    path: PathBuf,
    connection: SqliteConnection,
    mut waiting: mpsc::Receiver<Box<dyn Job>>,
    done: Arc<Done>,
) {
    let mut writer = Writer { path, connection: Some(connection), rolled_back: Arc::default(), is_hooked: false, done };
    let mut group = Vec::with_capacity(GROUP);
    while waiting.recv_many(&mut group, GROUP).await > 0 {
        writer.commit(std::mem::take(&mut group)).await;
    }
    if let Some(connection) = writer.connection.take()
        && let Err(error) = connection.close().await
    {
        tracing::warn!(%error, "the writer's connection did not close well");
    }
}

/// How much reached the disk.
#[derive(Debug, Default)]
pub(super) struct Done {
    transactions: AtomicU64,
    writes: AtomicU64,
}

impl Done {
    pub(super) fn so_far(&self) -> Commits {
        Commits { transactions: self.transactions.load(Ordering::Relaxed), writes: self.writes.load(Ordering::Relaxed) }
    }

    fn add(&self, writes: usize) {
        self.transactions.fetch_add(1, Ordering::Relaxed);
        self.writes.fetch_add(writes as u64, Ordering::Relaxed);
    }
}

struct Writer {
    path: PathBuf,
    connection: Option<SqliteConnection>,
    /// Set by the hook when a transaction was rolled back.
    rolled_back: Arc<AtomicBool>,
    is_hooked: bool,
    done: Arc<Done>,
}

impl Writer {
    /// Works `group` in one transaction, or each alone when the transaction is lost.
    async fn commit(&mut self, mut group: Vec<Box<dyn Job>>) {
        if group.len() > 1 {
            match self.commit_together(&mut group).await {
                Ok(()) => {
                    self.done.add(group.len());
                    return group.into_iter().for_each(|job| job.answer(Ok(())));
                }
                Err(error) => tracing::warn!(%error, writes = group.len(), "a group was lost; each write goes alone"),
            }
        }
        for mut job in group {
            let committed = self.commit_alone(&mut *job).await;
            match &committed {
                Ok(()) => self.done.add(1),
                Err(_) => self.discard().await,
            }
            job.answer(committed);
        }
    }

    async fn commit_together(&mut self, group: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        let done = self.try_together(group).await;
        if done.is_err() {
            self.discard().await;
        }
        done
    }

    async fn try_together(&mut self, group: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        let rolled_back = Arc::clone(&self.rolled_back);
        let connection = self.open().await?;
        // Two statements in one text are one way to the database's thread, and that way costs more than they do.
        execute(connection, "BEGIN IMMEDIATE; SAVEPOINT one_write").await?;
        let began = Instant::now();
        rolled_back.store(false, Ordering::Release);
        for job in group {
            let keep = job.work(&mut Conn::Sqlite(connection)).await;
            if rolled_back.load(Ordering::Acquire) {
                return Err(StoreError::Away("the database rolled the transaction back"));
            }
            // Going back to a savepoint leaves it open for the next write.
            let next = if keep { "RELEASE one_write; SAVEPOINT one_write" } else { "ROLLBACK TO one_write" };
            execute(connection, next).await?;
        }
        execute(connection, "COMMIT").await?;
        measure::locked(began);
        Ok(())
    }

    /// Works one write in its own transaction. An error is about the transaction, not what the closure said.
    async fn commit_alone(&mut self, job: &mut dyn Job) -> Result<(), StoreError> {
        let rolled_back = Arc::clone(&self.rolled_back);
        let connection = self.open().await?;
        execute(connection, "BEGIN IMMEDIATE").await?;
        let began = Instant::now();
        rolled_back.store(false, Ordering::Release);
        let keep = job.work(&mut Conn::Sqlite(connection)).await;
        if rolled_back.load(Ordering::Acquire) {
            return Err(StoreError::Away("the database rolled the transaction back"));
        }
        execute(connection, if keep { "COMMIT" } else { "ROLLBACK" }).await?;
        measure::locked(began);
        Ok(())
    }

    /// The connection, opened anew where it was discarded.
    async fn open(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        if self.connection.is_none() {
            match SqliteConnection::connect_with(&options_of_writer(&self.path).create_if_missing(false)).await {
                Ok(connection) => self.connection = Some(connection),
                Err(error) => {
                    tokio::time::sleep(REOPEN_PAUSE).await;
                    return Err(error.into());
                }
            }
            self.is_hooked = false;
        }
        let connection = self.connection.as_mut().ok_or(StoreError::Away("no connection"))?;
        if !self.is_hooked {
            let (lost, is_lost) = (Arc::clone(&self.rolled_back), Arc::clone(&self.rolled_back));
            let mut handle = connection.lock_handle().await?;
            handle.set_rollback_hook(move || lost.store(true, Ordering::Release));
            // A write that goes on after its transaction is lost would be without one: each statement would stand alone,
            // and stay when the write is answered as failed. So nothing is committed until the next one begins.
            handle.set_commit_hook(move || !is_lost.load(Ordering::Acquire));
            drop(handle);
            self.is_hooked = true;
        }
        Ok(connection)
    }

    async fn discard(&mut self) {
        if let Some(connection) = self.connection.take() {
            // Closing ends what is left of a transaction. An error here tells nothing new.
            let _ = connection.close_hard().await;
        }
    }
}

async fn execute(connection: &mut SqliteConnection, statement: &'static str) -> Result<(), StoreError> {
    sqlx::query(statement).execute(connection).await?;
    Ok(())
}
