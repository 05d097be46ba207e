//! Storing what a program hands out. Stored first, shown second.

use domain::id::{OwnerId, RunId};
use domain::run::{EventBody, StoredEvent};
use domain::time::Timestamp;
use engine::{Emission, JournalEntry, NewArtifact};
use store::artifacts::StoredArtifact;
use store::events::Author;
use store::steps::JournalStep;
use store::{Conn, Scope, StoreError, artifacts, events, runs, steps};

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

#[derive(Clone)]
struct Batch {
    place: Place,
    events: Vec<EventBody>,
    artifacts: Vec<StoredArtifact>,
    step: Option<JournalStep>,
    now: Timestamp,
}

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
    let stored =
        services.db().write(Scope::Owner(place.owner), batch, |conn, batch| Box::pin(append(conn, batch))).await?;
    let Some(stored) = stored else { return Ok(false) };
    services.hub().tell(place.run, &stored);
    // Told only now: the program goes on when all of it is on disk.
    let _ = emission.stored.send(());
    Ok(true)
}

async fn append(conn: &mut Conn<'_>, batch: &Batch) -> Result<Option<Vec<StoredEvent>>, Error> {
    let Place { run, owner, lease } = batch.place;
    // First: where the lease does not hold, nothing of the rest is written.
    let stored = events::append(conn, run, owner, Author::Worker(lease), &batch.events, batch.now).await?;
    if stored.is_none() {
        return Ok(None);
    }
    for artifact in &batch.artifacts {
        artifacts::insert(conn, run, owner, artifact).await?;
    }
    for event in &batch.events {
        if let EventBody::MessageCompleted { text, .. } = event {
            runs::add_search_text(conn, run, &search_text::of_message(text)).await?;
        }
    }
    if let Some(step) = &batch.step {
        steps::insert(conn, run, owner, step, batch.now).await?;
    }
    Ok(stored)
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
