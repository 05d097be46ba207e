//! Storing what a program hands out. Stored first, shown second.

use std::collections::BTreeMap;

use domain::id::{OwnerId, RunId};
use domain::run::{EventBody, StoredEvent};
use domain::time::Timestamp;
use engine::{Emission, JournalEntry, NewArtifact};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use store::artifacts::StoredArtifact;
use store::events::{Appending, Author};
use store::steps::JournalStep;
use store::{Conn, Scope, SetWriter, StoreError, artifacts, events, runs, steps};

use super::error::Error;
use super::search_text;
use crate::Services;

/// A step's value above this many bytes goes into a blob.
const INLINE_OUTPUT: usize = 256_000;

/// Whose run is recorded, by which lease.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) run: RunId,
    pub(super) owner: OwnerId,
    pub(super) lease: i64,
}

/// What is stored at once of a run.
pub(crate) struct Batch {
    place: Place,
    events: Vec<EventBody>,
    artifacts: Vec<StoredArtifact>,
    step: Option<JournalStep>,
    now: Timestamp,
}

impl Batch {
    fn appending(&self) -> Appending<'_> {
        let Place { run, owner, lease } = self.place;
        Appending { run, owner, author: Author::Worker(lease), bodies: &self.events, at: self.now }
    }
}

/// Emissions that wait to be stored.
pub(crate) type Records = SetWriter<Batch, Option<Vec<StoredEvent>>, Error>;

/// Stores an emission and tells the watchers. `false` where the run is no longer this worker's.
pub(super) async fn record(services: &Services, place: Place, emission: Emission) -> Result<bool, Error> {
    let now = services.now();
    let mut batch = Batch { place, events: emission.events, artifacts: Vec::new(), step: None, now };
    for artifact in emission.artifacts {
        keep_artifact(services, &mut batch, artifact).await?;
    }
    if let Some(entry) = emission.journal {
        batch.step = Some(keep_step(services, place.owner, entry, now).await?);
    }
    let stored = services.sets().records.write(services.db(), Scope::Owner(place.owner), batch).await?;
    let Some(stored) = stored else { return Ok(false) };
    services.tell(place.run, &stored);
    // Told only now: the program goes on when all of it is on disk.
    let _ = emission.stored.send(());
    Ok(true)
}

/// Stores what waits, of each run what its worker may: `None` for one whose lease does not hold.
pub(super) fn append<'a>(
    conn: &'a mut Conn<'_>,
    set: &'a [Batch],
) -> BoxFuture<'a, Result<Vec<Option<Vec<StoredEvent>>>, Error>> {
    async move {
        let appending: Vec<Appending<'_>> = set.iter().map(Batch::appending).collect();
        // First: where a lease does not hold, nothing of the rest is written.
        let stored = events::append_all(conn, &appending).await?;
        // What comes twice under one name, the last of it.
        let (mut files, mut steps, mut texts) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::<RunId, Vec<String>>::new());
        for (batch, _) in set.iter().zip(&stored).filter(|(_, stored)| stored.is_some()) {
            let Place { run, owner, .. } = batch.place;
            for artifact in &batch.artifacts {
                files.insert((run, &artifact.name), (run, owner, artifact));
            }
            if let Some(step) = &batch.step {
                steps.insert((run, &step.key), (run, owner, step, batch.now));
            }
            for event in &batch.events {
                if let EventBody::MessageCompleted { text, .. } = event {
                    texts.entry(run).or_default().push(search_text::of_message(text));
                }
            }
        }
        artifacts::insert(conn, &files.into_values().collect::<Vec<_>>()).await?;
        steps::insert(conn, &steps.into_values().collect::<Vec<_>>()).await?;
        let texts: Vec<(RunId, String)> = texts.into_iter().map(|(run, texts)| (run, texts.join(" "))).collect();
        runs::add_search_texts(conn, &texts).await?;
        Ok(stored)
    }
    .boxed()
}

async fn keep_artifact(services: &Services, batch: &mut Batch, artifact: NewArtifact) -> Result<(), StoreError> {
    let bytes = artifact.bytes.len() as u64;
    let sha256 = services.blobs().put(batch.place.owner, artifact.bytes, batch.now).await?;
    batch.events.push(EventBody::ArtifactCreated {
        name: artifact.name.clone(),
        media_type: artifact.media_type.clone(),
        bytes,
        sha256: sha256.clone(),
    });
    batch.artifacts.push(StoredArtifact {
        name: artifact.name,
        media_type: artifact.media_type,
        bytes,
        sha256,
        created_at: batch.now,
    });
    Ok(())
}

async fn keep_step(
    services: &Services,
    owner: OwnerId,
    entry: JournalEntry,
    now: Timestamp,
) -> Result<JournalStep, StoreError> {
    let JournalEntry { key, inputs_hash, output } = entry;
    if output.len() <= INLINE_OUTPUT {
        return Ok(JournalStep { key, inputs_hash, output: Some(output), output_sha256: None });
    }
    let sha256 = services.blobs().put(owner, output.into_bytes(), now).await?;
    Ok(JournalStep { key, inputs_hash, output: None, output_sha256: Some(sha256) })
}
