//! Tells watchers of this process what was stored: each event is encoded once for all of them.
//!
//! What this process stores it tells itself. What another one stored is read by [`super::ears`], once for all watchers of
//! the run, and told here as well.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::{OwnerId, RunId};
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

/// A run that somebody watches.
struct Watched {
    sender: broadcast::Sender<Arc<EncodedEvent>>,
    owner: OwnerId,
    /// The number of the first event that some watcher may still wait for; `None` until the first one has read.
    next_seq: Option<u64>,
}

/// A run that somebody watches, as far as reading for it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Awaited {
    pub(super) run: RunId,
    pub(super) owner: OwnerId,
    /// The number of the first event that some watcher may still wait for.
    pub(super) next_seq: u64,
}

/// Tells watchers what was stored.
#[derive(Default)]
pub struct Hub {
    watched: Mutex<HashMap<RunId, Watched>>,
}

impl Hub {
    /// What is told of a run from now on.
    pub(super) fn subscribe(&self, owner: OwnerId, run: RunId) -> broadcast::Receiver<Arc<EncodedEvent>> {
        let fresh = || Watched { sender: broadcast::channel(BEHIND).0, owner, next_seq: None };
        self.watched().entry(run).or_insert_with(fresh).sender.subscribe()
    }

    /// Notes that a watcher has read all that was stored before `next_seq`, and waits for that.
    ///
    /// The lowest counts: another one may have read before it, and an event that was stored in between is told to nobody
    /// who has it. One that is told twice is passed over.
    pub(super) fn awaits(&self, run: RunId, next_seq: u64) {
        if let Some(watched) = self.watched().get_mut(&run) {
            watched.next_seq = Some(watched.next_seq.map_or(next_seq, |known| known.min(next_seq)));
        }
    }

    /// Tells of events that are stored.
    pub(crate) fn tell(&self, run: RunId, events: &[StoredEvent]) {
        let Some(last) = events.last() else { return };
        let sender = {
            let mut all = self.watched();
            let Some(watched) = all.get_mut(&run) else { return };
            if watched.sender.receiver_count() == 0 {
                all.remove(&run);
                return;
            }
            let told = last.seq + 1;
            watched.next_seq = watched.next_seq.map(|known| known.max(told));
            watched.sender.clone()
        };
        for event in events {
            // Nobody listening is no fault.
            let _ = sender.send(Arc::new(EncodedEvent::new(event)));
        }
    }

    /// The runs that somebody watches and has read; those that nobody watches any more are forgotten.
    pub(super) fn awaited(&self) -> Vec<Awaited> {
        let mut all = self.watched();
        all.retain(|_, watched| watched.sender.receiver_count() > 0);
        all.iter().filter_map(|(run, watched)| watched.awaited(*run)).collect()
    }

    /// The same of one run.
    pub(super) fn awaited_of(&self, run: RunId) -> Option<Awaited> {
        self.watched().get(&run).filter(|watched| watched.sender.receiver_count() > 0)?.awaited(run)
    }

    fn watched(&self) -> MutexGuard<'_, HashMap<RunId, Watched>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watched {
    fn awaited(&self, run: RunId) -> Option<Awaited> {
        self.next_seq.map(|next_seq| Awaited { run, owner: self.owner, next_seq })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Timestamp;

    const RUN: RunId = RunId::from_bits(1);
    const OWNER: OwnerId = OwnerId::from_bits(2);

    fn event(seq: u64) -> StoredEvent {
        StoredEvent {
            seq,
            name: "run.started".to_owned(),
            at: Timestamp::from_micros(0),
            v: 1,
            payload: Some("{}".to_owned()),
            payload_hash: String::new(),
            chain_hash: String::new(),
        }
    }

    #[test]
    fn what_some_watcher_waits_for_is_read_for_all() {
        let hub = Hub::default();
        let first = hub.subscribe(OWNER, RUN);
        assert_eq!(hub.awaited(), [], "it has not read yet");
        hub.awaits(RUN, 6);
        let _second = hub.subscribe(OWNER, RUN);
        hub.awaits(RUN, 5);
        assert_eq!(hub.awaited_of(RUN).map(|awaited| awaited.next_seq), Some(5), "the lowest counts");
        hub.tell(RUN, &[event(5), event(6)]);
        assert_eq!(hub.awaited_of(RUN).map(|awaited| awaited.next_seq), Some(7));
        assert_eq!(first.len(), 2);
        hub.tell(RUN, &[event(5)]);
        assert_eq!(hub.awaited_of(RUN).map(|awaited| awaited.next_seq), Some(7), "told again, it does not go back");
    }

    #[test]
    fn a_run_that_nobody_watches_any_more_is_forgotten() {
        let hub = Hub::default();
        drop(hub.subscribe(OWNER, RUN));
        hub.awaits(RUN, 1);
        assert_eq!(hub.awaited(), []);
        assert!(hub.watched().is_empty());
    }
}
