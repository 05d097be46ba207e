//! Watching a run: first what is stored, then what is told, without gap or repeat.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{OwnerId, RunId};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use super::error::Error;
use super::hub::EncodedEvent;
use super::show::{EVENTS_AT_ONCE, page_of_events, stored};
use crate::Services;

/// Read again this often without news, in case that something went by unseen. What other processes store is told by
/// [`super::ears`], which looks far more often, and once for all watchers.
const LOOK: Duration = Duration::from_secs(30);
const LAST: &str = "run.settled";

/// A run being watched.
pub struct Watch {
    services: Services,
    owner: OwnerId,
    run: RunId,
    next_seq: u64,
    ready: VecDeque<Arc<EncodedEvent>>,
    told: broadcast::Receiver<Arc<EncodedEvent>>,
    is_over: bool,
    /// Whether the last page that was read was full.
    has_more: bool,
}

/// Watches a run of the viewer from after `after`.
pub async fn watch(services: &Services, viewer: &Viewer, run: RunId, after: Option<u64>) -> Result<Watch, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let (found, _) = stored(services, owner, run).await?;
    services.listen();
    let told = services.hub().subscribe(owner, run);
    let next_seq = after.map_or(0, |seq| seq.saturating_add(1));
    let is_over = found.settled_at.is_some() && next_seq >= found.next_seq;
    // Subscribed before reading: what is stored from here on is told.
    let mut watch = Watch {
        services: services.clone(),
        owner,
        run,
        next_seq,
        ready: VecDeque::new(),
        told,
        is_over,
        has_more: false,
    };
    watch.read().await?;
    Ok(watch)
}

impl Watch {
    /// Whether the run is settled and nothing is left to tell.
    pub fn is_over(&self) -> bool {
        self.is_over && self.ready.is_empty()
    }

    /// Whether the viewer may still look.
    pub async fn is_allowed(&self) -> Result<bool, Error> {
        match stored(&self.services, self.owner, self.run).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The next event; `None` after `run.settled`.
    ///
    /// Safe to drop while waiting: an event is taken only when it is given.
    pub async fn next(&mut self) -> Result<Option<Arc<EncodedEvent>>, Error> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(Some(event));
            }
            if self.is_over {
                return Ok(None);
            }
            if self.has_more {
                self.read().await?;
                continue;
            }
            match tokio::time::timeout(LOOK, self.told.recv()).await {
                Ok(Ok(event)) if event.seq == self.next_seq => self.take(event),
                // Told again what was read.
                Ok(Ok(event)) if event.seq < self.next_seq => {}
                // A gap, too slow, nobody tells, or another process stores: the database knows.
                Err(_) | Ok(Ok(_) | Err(RecvError::Lagged(_) | RecvError::Closed)) => self.read().await?,
            }
        }
    }

    fn take(&mut self, event: Arc<EncodedEvent>) {
        self.next_seq = event.seq + 1;
        self.is_over = event.name == LAST;
        self.ready.push_back(event);
    }

    async fn read(&mut self) -> Result<(), Error> {
        let after = self.next_seq.checked_sub(1);
        let page = page_of_events(&self.services, self.owner, self.run, after).await?;
        self.has_more = page.len() == EVENTS_AT_ONCE;
        for event in page {
            self.take(Arc::new(EncodedEvent::new(&event)));
        }
        if !self.has_more {
            self.services.hub().awaits(self.run, self.next_seq);
        }
        Ok(())
    }
}
