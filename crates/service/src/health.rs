//! Whether the parts work.

use std::time::Duration;

use serde::Serialize;
use store::{Scope, StoreError};

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
