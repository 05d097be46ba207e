//! Opening the database, reading, and writing.
//!
//! A write is a closure that may run more than once: alone or in a group, again after a conflict. So it is `Fn`, gets what
//! it needs as an input minted outside (ids, times), awaits nothing but its connection, and has two seconds. Effects
//! (letters, notices) come after [`Db::write`] has answered. Writes do not nest.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::BoxFuture;

use crate::conn::{Conn, Dialect};
use crate::error::StoreError;
use crate::measure::{self, Kind};
use crate::migrate::MigrationState;
use crate::notices::{Listener, Notice};
use crate::postgres::Postgres;
use crate::scope::{Scope, Sight};
use crate::sqlite::{ChangeWatch, Commits, Sqlite};

/// How long a write may take in its transaction.
pub(crate) const WRITE_LIMIT: Duration = Duration::from_secs(2);

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file; made when missing.
    Sqlite(PathBuf),
    /// A server, by URL. May hold a password: not shown.
    Postgres(String),
}

impl std::fmt::Debug for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// The error of a closure: what the store says, or what the use case says.
pub trait WriteFailure: From<StoreError> + Send + 'static {
    /// What the store said, if it was the store.
    fn store_error(&self) -> Option<&StoreError>;
}

impl WriteFailure for StoreError {
    fn store_error(&self) -> Option<&StoreError> {
        Some(self)
    }
}

/// The connections of a pool: on SQLite those that read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// At work.
    pub used: u32,
    /// Open and free.
    pub idle: u32,
    /// That may be open at once.
    pub most: u32,
}

impl Connections {
    pub(crate) fn of<D: sqlx::Database>(pool: &sqlx::Pool<D>, most: u32) -> Self {
        let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
        Self { used: pool.size().saturating_sub(idle), idle, most }
    }
}

/// A database. Clones share it.
#[derive(Clone, Debug)]
pub struct Db(Arc<Inner>);

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one for each process, behind an Arc")]
enum Inner {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Db {
    /// Opens the database; does not migrate it.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        let inner = match location {
            Location::Sqlite(path) => Inner::Sqlite(Sqlite::open(path).await?),
            Location::Postgres(url) => Inner::Postgres(Postgres::open(url).await?),
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        match &*self.0 {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Which migrations there are, and which of them this database has. Refuses a newer database.
    pub async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError> {
        match &*self.0 {
            Inner::Sqlite(sqlite) => sqlite.migrations().await,
            Inner::Postgres(postgres) => postgres.migrations().await,
        }
    }

    /// Applies what is missing.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &*self.0 {
            Inner::Sqlite(sqlite) => sqlite.migrate().await,
            Inner::Postgres(postgres) => postgres.migrate().await,
        }
    }

    /// Reads with `read` in a [`Scope`]: each statement sees what is there when it runs, or all of them see
    /// [one moment](Scope::at_one_moment).
    pub async fn read<I, T, E, F>(&self, sight: impl Into<Sight>, input: I, read: F) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: WriteFailure,
        F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
    {
        let (asked, sight) = (Instant::now(), sight.into());
        let answer = match &*self.0 {
            Inner::Sqlite(sqlite) => sqlite.read(sight, input, read).await,
            Inner::Postgres(postgres) => postgres.read(sight, input, read).await,
        };
        measure::answered::<F>(Kind::Read, asked);
        answer
    }

    /// Writes with `write` in `scope`, in one transaction that is on disk when this answers.
    ///
    /// A caller that goes away does not cut the transaction short. [`StoreError::CommitUnknown`] says that it may or may not
    /// have happened.
    pub async fn write<I, T, E, F>(&self, scope: Scope, input: I, write: F) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: WriteFailure,
        F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
    {
        let asked = Instant::now();
        let answer = match &*self.0 {
            Inner::Sqlite(sqlite) => sqlite.write(input, write).await,
            Inner::Postgres(postgres) => postgres.write(scope, input, write).await,
        };
        measure::answered::<F>(Kind::Write, asked);
        answer
    }

    /// Tells whether another process wrote to a SQLite file. `None` for PostgreSQL: see [`Db::listen`].
    pub async fn watch_changes(&self) -> Result<Option<ChangeWatch>, StoreError> {
        match &*self.0 {
            Inner::Sqlite(sqlite) => sqlite.watch_changes().await.map(Some),
            Inner::Postgres(_) => Ok(None),
        }
    }

    /// Makes what was erased leave the files: SQLite's log still has the pages as they were before. `false` where it has to
    /// be tried again. PostgreSQL keeps no file of ours, and vacuums by itself.
    pub async fn forget_erased(&self) -> Result<bool, StoreError> {
        match &*self.0 {
            Inner::Sqlite(sqlite) => sqlite.empty_log().await,
            Inner::Postgres(_) => Ok(true),
        }
    }

    /// Tells the other copies over this PostgreSQL, soon. Called after the write that it tells of has answered. Does nothing
    /// with SQLite.
    pub fn tell(&self, notice: Notice) {
        if let Inner::Postgres(postgres) = &*self.0 {
            postgres.tell(notice);
        }
    }

    /// Hears what other copies over this PostgreSQL tell. `None` for SQLite: see [`Db::watch_changes`].
    pub async fn listen(&self) -> Result<Option<Listener>, StoreError> {
        match &*self.0 {
            Inner::Sqlite(_) => Ok(None),
            Inner::Postgres(postgres) => postgres.listen().await.map(Some),
        }
    }

    /// How much SQLite's writer brought to the disk. `None` for PostgreSQL, which counts by itself.
    pub fn commits(&self) -> Option<Commits> {
        match &*self.0 {
            Inner::Sqlite(sqlite) => Some(sqlite.commits()),
            Inner::Postgres(_) => None,
        }
    }

    /// The connections that are open.
    pub fn connections(&self) -> Connections {
        match &*self.0 {
            Inner::Sqlite(sqlite) => sqlite.connections(),
            Inner::Postgres(postgres) => postgres.connections(),
        }
    }

    /// The length of SQLite's file and of its log in bytes. `None` for PostgreSQL, which is asked for that.
    pub fn size_bytes(&self) -> Option<u64> {
        match &*self.0 {
            Inner::Sqlite(sqlite) => Some(sqlite.size_bytes()),
            Inner::Postgres(_) => None,
        }
    }

    /// Ends all connections; waits for writes under way.
    pub async fn close(&self) {
        match &*self.0 {
            Inner::Sqlite(sqlite) => sqlite.close().await,
            Inner::Postgres(postgres) => postgres.close().await,
        }
    }

    /// The pool of a PostgreSQL database, for tests that break its sessions on purpose.
    #[doc(hidden)]
    pub fn postgres_pool(&self) -> Option<&sqlx::PgPool> {
        match &*self.0 {
            Inner::Sqlite(_) => None,
            Inner::Postgres(postgres) => Some(postgres.pool()),
        }
    }
}
