//! Tells watchers of this process what was stored: each event is encoded once for all of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::RunId;
use domain::run::StoredEvent;
use tokio::sync::broadcast;

/// Events that a slow watcher may be behind before it reads them from the database again.
const BEHIND: usize = 64;

/// An event as it is sent.
#[derive(Debug, PartialEq, Eq)]
pub struct EncodedEvent {
    /// Its number in the run.
    pub seq: u64,
    /// Its type's name.
    pub name: String,
    /// [`domain::run::Event`] as JSON on one line.
    pub json: String,
}

impl EncodedEvent {
    pub(super) fn new(event: &StoredEvent) -> Self {
        let json = serde_json::to_string(&event.to_event()).unwrap_or_default();
        Self { seq: event.seq, name: event.name.clone(), json }
    }
}

/// Tells watchers what was stored.
#[derive(Default)]
pub struct Hub {
    watched: Mutex<HashMap<RunId, broadcast::Sender<Arc<EncodedEvent>>>>,
}

impl Hub {
    /// What is told of a run from now on.
    pub(super) fn subscribe(&self, run: RunId) -> broadcast::Receiver<Arc<EncodedEvent>> {
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        watched.entry(run).or_insert_with(|| broadcast::channel(BEHIND).0).subscribe()
    }

    /// Tells of events that are stored.
    pub(super) fn tell(&self, run: RunId, events: &[StoredEvent]) {
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(sender) = watched.get(&run) else { return };
        for event in events {
            // Nobody listening is no fault.
            let _ = sender.send(Arc::new(EncodedEvent::new(event)));
        }
        if sender.receiver_count() == 0 {
            watched.remove(&run);
        }
    }
}
