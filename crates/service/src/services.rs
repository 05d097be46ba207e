//! What every use case is given.

use std::path::PathBuf;
use std::sync::Arc;

use arc_swap::ArcSwap;
use domain::limit::Plan;
use domain::time::Timestamp;
use store::blobs::Blobs;
use store::{Db, Location, StoreError};
use tokio::sync::{Notify, Semaphore};

use crate::catalogue::{self, AgentSource, Snapshot};
use crate::clock::Clock;
use crate::keys::Keys;
use crate::limit::Limits;
use crate::mail::Transport;
use crate::rate::Counts;
use crate::receipt::SigningKey;
use crate::run::Hub;
use crate::trial;
use crate::usage::{Inbox, inbox};

/// What a start needs to know.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// Where the database is.
    pub location: Location,
    /// The folder for files: blobs, letters, the lock of the workers.
    pub data: PathBuf,
    /// The secret that keys are made from; at least 32 bytes.
    pub secret: Vec<u8>,
    /// Where the agents are found, in order; a slug that comes twice is refused.
    pub agents: Vec<AgentSource>,
    /// How letters are sent.
    pub mail: Transport,
    /// The rest.
    pub settings: Settings,
    /// What time it is.
    pub clock: Clock,
}

/// Facts that use cases read.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people reach this: the beginning of links in letters, without a slash at the end.
    pub public_url: String,
    /// Runs worked on at once in this process.
    pub workers: usize,
    /// Runs of one customer at work at once.
    pub runs_at_once: u32,
    /// Whether sign-in, registration and letters are limited. Off only in tests and benches.
    pub is_limited: bool,
    /// How many runs without an account there are.
    pub trial: trial::Rules,
    /// What everybody is on until plans can be bought: how many requests a minute their programs are given.
    pub plan: Plan,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:3000".to_owned(),
            workers: 4,
            runs_at_once: 10,
            is_limited: true,
            trial: trial::Rules::default(),
            plan: Plan::Free,
        }
    }
}

/// Why a start fails.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The catalogue.
    #[error(transparent)]
    Catalogue(#[from] catalogue::LoadError),
    /// The secret is too short.
    #[error("the secret has {0} bytes; at least 32 are needed")]
    ShortSecret(usize),
    /// A folder cannot be used.
    #[error("the folder {path}: {error}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

/// What every use case is given. Clones share everything.
#[derive(Clone)]
pub struct Services(Arc<Shared>);

struct Shared {
    db: Db,
    blobs: Blobs,
    clock: Clock,
    keys: Keys,
    receipt_key: SigningKey,
    limits: Limits,
    counts: Counts,
    calls: Inbox,
    settings: Settings,
    data: PathBuf,
    mail: Transport,
    catalogue: ArcSwap<Snapshot>,
    hub: Hub,
    work: Notify,
    letters: Notify,
    hashing: Semaphore,
}

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Services").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}

/// Makes the data folder for its owner only: letters with links, the database and the secret are in it. One that is there
/// already is left as it is.
pub fn make_private(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

impl Services {
    /// Opens the database, brings it up to date and loads the catalogue.
    pub async fn set_up(set_up: SetUp) -> Result<Self, StartError> {
        if set_up.secret.len() < 32 {
            return Err(StartError::ShortSecret(set_up.secret.len()));
        }
        let data = set_up.data.clone();
        make_private(&data).map_err(|error| StartError::Folder { path: data.clone(), error })?;
        let db = Db::open(&set_up.location).await?;
        db.migrate().await?;
        let blobs = match &set_up.location {
            Location::Sqlite(_) => Blobs::Files(set_up.data.join("blobs")),
            Location::Postgres(_) => Blobs::Rows(db.clone()),
        };
        let keys = Keys::new(&set_up.secret);
        let receipt_key = SigningKey::register(&db, &set_up.clock, keys.receipts()).await?;
        let manifests = catalogue::load(&set_up.agents);
        let snapshot = catalogue::register(&db, &set_up.clock, manifests).await?;
        let limits = Limits::new(set_up.settings.is_limited);
        // One password at a time on each core: more would only make all of them slower.
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self(Arc::new(Shared {
            db,
            blobs,
            clock: set_up.clock,
            keys,
            receipt_key,
            limits,
            counts: Counts::default(),
            calls: inbox(),
            settings: set_up.settings,
            data: set_up.data,
            mail: set_up.mail,
            catalogue: ArcSwap::from_pointee(snapshot),
            hub: Hub::default(),
            work: Notify::new(),
            letters: Notify::new(),
            hashing: Semaphore::new(cores),
        })))
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Facts that use cases read.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Ends everything that is open, after the writes under way.
    pub async fn close(&self) {
        self.0.db.close().await;
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub(crate) fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.0.keys
    }

    pub(crate) fn receipt_key(&self) -> &SigningKey {
        &self.0.receipt_key
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(crate) fn counts(&self) -> &Counts {
        &self.0.counts
    }

    pub(crate) fn calls(&self) -> &Inbox {
        &self.0.calls
    }

    pub(crate) fn data(&self) -> &std::path::Path {
        &self.0.data
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.0.mail
    }

    pub(crate) fn catalogue(&self) -> &ArcSwap<Snapshot> {
        &self.0.catalogue
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Told when a run waits for a worker.
    pub(crate) fn work(&self) -> &Notify {
        &self.0.work
    }

    /// Told when a letter waits to be sent.
    pub(crate) fn letters(&self) -> &Notify {
        &self.0.letters
    }

    pub(crate) fn hashing(&self) -> &Semaphore {
        &self.0.hashing
    }
}
