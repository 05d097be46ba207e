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
use tokio::sync::oneshot;

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

/// What is stored at once of a run: one emission, or more that follow one another.
#[derive(Clone)]
pub(crate) struct Batch {
    place: Place,
    events: Vec<EventBody>,
    artifacts: Vec<StoredArtifact>,
    steps: Vec<JournalStep>,
    now: Timestamp,
}

impl Batch {
    /// An emission of which the files are stored.
    ///
    /// With it, whom to tell that the program may go on.
    pub(super) async fn of(
        services: &Services,
        place: Place,
        emission: Emission,
    ) -> Result<(Self, oneshot::Sender<()>), Error> {
        let Emission { events, journal, artifacts, stored } = emission;
        let now = services.now();
        let taken = taken_over(&events, now);
        let mut batch = Self { place, events, artifacts: taken, steps: Vec::new(), now };
        for artifact in artifacts {
            keep_artifact(services, &mut batch, artifact).await?;
        }
        if let Some(entry) = journal {
            batch.steps.push(keep_step(services, place.owner, entry, batch.now).await?);
        }
        Ok((batch, stored))
    }

    /// This one and what came after it.
    #[must_use]
    pub(super) fn and(mut self, later: Self) -> Self {
        self.events.extend(later.events);
        self.artifacts.extend(later.artifacts);
        self.steps.extend(later.steps);
        Self { now: later.now, ..self }
    }

    pub(super) fn events(&self) -> &[EventBody] {
        &self.events
    }

    fn appending(&self) -> Appending<'_> {
        let Place { run, owner, lease } = self.place;
        Appending { run, owner, author: Author::Worker(lease), bodies: &self.events, at: self.now }
    }
}

/// Emissions that wait to be stored.
pub(crate) type Records = SetWriter<Batch, Option<Vec<StoredEvent>>, Error>;

/// Stores what was emitted and tells the watchers. `false` where the run is no longer this worker's.
pub(super) async fn record(services: &Services, batch: Batch) -> Result<bool, Error> {
    let Place { run, owner, .. } = batch.place;
    let stored = services.sets().records.write(services.db(), Scope::Owner(owner), batch).await?;
    let Some(stored) = stored else { return Ok(false) };
    services.tell(run, &stored);
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
        let ours: Vec<&Batch> =
            set.iter().zip(&stored).filter(|(_, stored)| stored.is_some()).map(|(batch, _)| batch).collect();
        insert_rest(conn, &ours).await?;
        Ok(stored)
    }
    .boxed()
}

/// Writes what belongs to events that were appended: the files they name, the journal, the words that a run is found by.
pub(super) async fn insert_rest(conn: &mut Conn<'_>, set: &[&Batch]) -> Result<(), Error> {
    // What comes twice under one name, the last of it.
    let (mut files, mut steps, mut texts) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::<RunId, Vec<String>>::new());
    for batch in set {
        let Place { run, owner, .. } = batch.place;
        for artifact in &batch.artifacts {
            files.insert((run, &artifact.name), (run, owner, artifact));
        }
        for step in &batch.steps {
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
    Ok(runs::add_search_texts(conn, &texts).await?)
}

/// The files of a step that is taken over: their content is there, by the name that it has.
fn taken_over(events: &[EventBody], now: Timestamp) -> Vec<StoredArtifact> {
    let file = |event: &EventBody| match event {
        EventBody::ArtifactCreated { name, media_type, bytes, sha256 } => Some(StoredArtifact {
            name: name.clone(),
            media_type: media_type.clone(),
            bytes: *bytes,
            sha256: sha256.clone(),
            created_at: now,
        }),
        _ => None,
    };
    events.iter().filter_map(file).collect()
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
