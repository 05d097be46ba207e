//! PostgreSQL: a pool, transactions in spawned tasks, the scope set inside each.

use std::time::{Duration, Instant};

use futures::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, PgPool, Row as _};

use crate::conn::{Conn, Dialect};
use crate::db::{Connections, WriteFailure};
use crate::error::StoreError;
use crate::measure::{self, Kind};
use crate::migrate::{MigrationState, merged, pending};
use crate::notices::{Listener, Notice, Teller};
use crate::scope::{Scope, Sight};
use crate::sqlite::within_limit;

const CONNECTIONS: u32 = 20;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// How often a transaction is tried that conflicts with another.
const TRIES: u32 = 8;

/// A PostgreSQL database.
#[derive(Debug)]
pub(crate) struct Postgres {
    pool: PgPool,
    options: PgConnectOptions,
    teller: Teller,
}

impl Postgres {
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse()?;
        let options = options
            .application_name("guildhall")
            .options([
                ("idle_in_transaction_session_timeout", "10s"),
                ("statement_timeout", "30s"),
                ("lock_timeout", "5s"),
            ])
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .before_acquire(|connection, _| Box::pin(is_outside_transaction(connection)))
            .connect_with(options.clone())
            .await?;
        refuse_powerful_role(&mut *pool.acquire().await?).await?;
        let teller = Teller::start(pool.clone());
        Ok(Self { pool, options, teller })
    }

    pub(crate) fn connections(&self) -> Connections {
        Connections::of(&self.pool, CONNECTIONS)
    }

    pub(crate) fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub(crate) async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError> {
        let known: bool =
            sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL").fetch_one(&self.pool).await?;
        let applied = if known {
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations").fetch_all(&self.pool).await?
        } else {
            Vec::new()
        };
        pending(Dialect::Postgres, &applied)
    }

    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        if self.migrations().await?.iter().all(|migration| migration.is_applied) {
            return Ok(());
        }
        merged(Dialect::Postgres).run(&self.pool).await.map_err(|error| StoreError::Migration(error.to_string()))
    }

    pub(crate) async fn read<I, T, E, F>(&self, sight: Sight, input: I, read: F) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: WriteFailure,
        F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
    {
        let (pool, begin) = (self.pool.clone(), if sight.is_of_one_moment { READ_MOMENT } else { READ });
        let reading = async move { attempt(&pool, sight.scope, &input, &read, begin).await };
        spawned(async move { reading.await.map_err(|failure| failure.error) }).await
    }

    pub(crate) async fn write<I, T, E, F>(&self, scope: Scope, input: I, write: F) -> Result<T, E>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        E: WriteFailure,
        F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
    {
        let pool = self.pool.clone();
        spawned(async move {
            let mut tries = 1;
            loop {
                match attempt(&pool, scope, &input, &write, WRITE).await {
                    Err(failure) if failure.is_retryable && tries < TRIES => {
                        tokio::time::sleep(Duration::from_millis(u64::from(tries * tries) * 2)).await;
                        tries += 1;
                    }
                    Err(failure) => return Err(failure.error),
                    Ok(value) => return Ok(value),
                }
            }
        })
        .await
    }

    pub(crate) fn tell(&self, notice: Notice) {
        self.teller.tell(notice);
    }

    pub(crate) async fn listen(&self) -> Result<Listener, StoreError> {
        self.teller.listen(&self.options).await
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

/// How a transaction begins.
#[derive(Clone, Copy)]
struct Begin {
    kind: Kind,
    statement: &'static str,
}

const READ: Begin = Begin { kind: Kind::Read, statement: "BEGIN READ ONLY" };
/// Every statement in it sees what the first one saw.
const READ_MOMENT: Begin = Begin { kind: Kind::Read, statement: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
const WRITE: Begin = Begin { kind: Kind::Write, statement: "BEGIN" };

struct Failure<E> {
    error: E,
    is_retryable: bool,
}

impl<E: WriteFailure> From<E> for Failure<E> {
    fn from(error: E) -> Self {
        let is_retryable = error.store_error().is_some_and(StoreError::is_retryable);
        Self { error, is_retryable }
    }
}

/// One transaction, whole. Called in a spawned task only: a future that is dropped inside would leave the session open.
async fn attempt<I, T, E, F>(pool: &PgPool, scope: Scope, input: &I, work: &F, begin: Begin) -> Result<T, Failure<E>>
where
    E: WriteFailure,
    F: for<'a> Fn(&'a mut Conn<'_>, &'a I) -> BoxFuture<'a, Result<T, E>>,
{
    let Begin { kind, statement } = begin;
    let asked = Instant::now();
    let mut connection = pool.acquire().await.map_err(|error| E::from(StoreError::from(error)))?;
    measure::waited(kind, asked);
    let began = Instant::now();
    let opened = open(&mut connection, scope, statement).await;
    if let Err(error) = opened {
        discard(connection).await;
        return Err(E::from(error).into());
    }
    match within_limit(work(&mut Conn::Postgres(&mut connection), input)).await {
        Ok(value) => match sqlx::raw_sql("COMMIT").execute(&mut *connection).await {
            Ok(_) => {
                if kind == Kind::Write {
                    measure::locked(began);
                }
                Ok(value)
            }
            Err(error @ sqlx::Error::Database(_)) => {
                discard(connection).await;
                Err(E::from(StoreError::from(error)).into())
            }
            Err(_) => {
                discard(connection).await;
                Err(E::from(StoreError::CommitUnknown).into())
            }
        },
        Err(error) => {
            // After a time-out a statement may still be under way on this session, so it is not used again.
            let is_busy = matches!(error.store_error(), Some(StoreError::Away(_) | StoreError::Panicked));
            if is_busy || sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await.is_err() {
                discard(connection).await;
            }
            Err(error.into())
        }
    }
}

async fn open(connection: &mut PgConnection, scope: Scope, begin: &'static str) -> Result<(), StoreError> {
    // One round trip. The setting is one of our own words or an id, never text from outside.
    let statement = format!("{begin}; SELECT set_config('guildhall.scope', '{}', true)", scope.setting());
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(connection).await?;
    Ok(())
}

async fn discard(connection: PoolConnection<sqlx::Postgres>) {
    // The server rolls back what was open; an error on the way out tells nothing new.
    let _ = connection.detach().close_hard().await;
}

/// Runs in a task of its own, which a caller that goes away does not cut short.
async fn spawned<T: Send + 'static, E: WriteFailure>(
    future: impl Future<Output = Result<T, E>> + Send + 'static,
) -> Result<T, E> {
    use tracing::Instrument as _;
    match tokio::spawn(future.in_current_span()).await {
        Ok(outcome) => outcome,
        Err(_) => Err(StoreError::CommitUnknown.into()),
    }
}

/// A session that a cancelled `BEGIN` left inside a transaction (sqlx 0.9.0 does that) would swallow the next writes: in one,
/// the time of the transaction is older than that of the statement.
async fn is_outside_transaction(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    // By the simple protocol: in the extended one, each message moves the statement's time.
    sqlx::raw_sql("SELECT now() = statement_timestamp()").fetch_one(connection).await?.try_get(0)
}

/// Row-level security does not bind such a role, so the second wall would be none.
pub(crate) async fn refuse_powerful_role(connection: &mut PgConnection) -> Result<(), StoreError> {
    let is_powerful: bool =
        sqlx::query_scalar("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            .fetch_one(connection)
            .await?;
    if is_powerful {
        return Err(StoreError::Migration(
            "the database role is SUPERUSER or BYPASSRLS, so row-level security would not hold: use a plain role that owns \
             the database"
                .to_owned(),
        ));
    }
    Ok(())
}
