//! Whether the parts work.

use std::time::Duration;

use domain::time::{Micros, Timestamp};
use serde::Serialize;
use store::{Db, Scope, StoreError};

use crate::Services;

/// Whether the parts work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Health {
    /// The database answers.
    pub database: bool,
    /// Runs that wait.
    pub queued: u64,
    /// Runs at work.
    pub working: u64,
    /// Agents in the catalogue.
    pub agents: usize,
}

impl Health {
    /// Whether all that is needed works.
    pub fn is_well(&self) -> bool {
        self.database
    }
}

/// How runs wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Runs that wait.
    pub queued: u64,
    /// Runs at work.
    pub working: u64,
    /// How long the first of those that wait does.
    pub oldest_age: Micros,
}

/// How runs wait.
pub async fn queue(db: &Db, now: Timestamp) -> Result<Queue, StoreError> {
    db.read(Scope::System, now, |conn, now| {
        Box::pin(async move {
            let (queued, working) = store::queue::depth(conn).await?;
            let oldest = store::queue::oldest_queued(conn).await?;
            let oldest_age = oldest.map_or(Micros(0), |oldest| Micros(now.since(oldest).0.max(0)));
            Ok(Queue { queued, working, oldest_age })
        })
    })
    .await
}

/// What the clock of this machine can be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The database's, where it has one of its own.
    pub database: Option<Timestamp>,
    /// When the newest run was asked for.
    pub newest_run: Option<Timestamp>,
}

/// What the clock of this machine can be compared with.
pub async fn clocks(db: &Db) -> Result<Clocks, StoreError> {
    db.read(Scope::System, (), |conn, ()| {
        Box::pin(async move {
            let newest_run = store::watch::newest_run(conn).await?;
            Ok(Clocks { database: store::watch::clock(conn).await?, newest_run })
        })
    })
    .await
}

/// Asks each part, for two seconds at most.
pub async fn check(services: &Services) -> Health {
    let depth =
        services.db().read::<_, _, StoreError, _>(Scope::System, (), |conn, ()| Box::pin(store::queue::depth(conn)));
    let answer = tokio::time::timeout(Duration::from_secs(2), depth).await;
    let agents = services.catalogue().load().listings().len();
    match answer {
        Ok(Ok((queued, working))) => Health { database: true, queued, working, agents },
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            Health { database: false, queued: 0, working: 0, agents }
        }
        Err(_) => Health { database: false, queued: 0, working: 0, agents },
    }
}
