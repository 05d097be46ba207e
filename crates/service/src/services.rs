//! What every use case is given.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use arc_swap::ArcSwap;
use domain::id::RunId;
use domain::limit::Plan;
use domain::run::StoredEvent;
use domain::time::Timestamp;
use store::blobs::Blobs;
use store::{Db, Location, Notice, StoreError};
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::catalogue::{self, AgentSource, Snapshot};
use crate::clock::Clock;
use crate::keys::Keys;
use crate::limit::Limits;
use crate::mail::Transport;
use crate::rate::Counts;
use crate::receipt::SigningKey;
use crate::run::{Hub, Sets, ears};
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
    /// The one before it, while it is being replaced: what it signed and sealed still counts.
    pub previous_secret: Option<Vec<u8>>,
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
    /// Runs worked on at once in this process; 0 where other processes work on them.
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
            workers: usual_workers(),
            runs_at_once: 10,
            is_limited: true,
            trial: trial::Rules::default(),
            plan: Plan::Free,
        }
    }
}

/// Workers of a process where nobody says how many: two for each core, and four.
///
/// Programs compute on threads of their own, so more than one on each core only makes all of them slower and take memory at
/// once. But a run also waits for the disk after each step, and while one waits another one of the core's computes. The four
/// are for small machines: runs that wait for something else would keep one or two workers for themselves.
fn usual_workers() -> usize {
    2 * cores() + 4
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
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
    sets: Sets,
    work: Notify,
    /// Whether what other processes store is listened to.
    is_listening: AtomicBool,
    closing: CancellationToken,
    letters: Notify,
    hashing: Semaphore,
    passwords: AtomicU64,
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
        let secrets = std::iter::once(&set_up.secret).chain(&set_up.previous_secret);
        if let Some(short) = secrets.map(Vec::len).find(|bytes| *bytes < 32) {
            return Err(StartError::ShortSecret(short));
        }
        let data = set_up.data.clone();
        make_private(&data).map_err(|error| StartError::Folder { path: data.clone(), error })?;
        let db = Db::open(&set_up.location).await?;
        db.migrate().await?;
        let blobs = match &set_up.location {
            Location::Sqlite(_) => Blobs::Files(set_up.data.join("blobs")),
            Location::Postgres(_) => Blobs::Rows(db.clone()),
        };
        let keys = Keys::new(&set_up.secret, set_up.previous_secret.as_deref());
        let receipt_key = SigningKey::register(&db, &set_up.clock, keys.receipts()).await?;
        let manifests = catalogue::load(&set_up.agents);
        let snapshot = catalogue::register(&db, &set_up.clock, manifests).await?;
        let limits = Limits::new(set_up.settings.is_limited);
        // One password at a time on each core: more would only make all of them slower.
        let services = Self(Arc::new(Shared {
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
            sets: Sets::default(),
            work: Notify::new(),
            is_listening: AtomicBool::new(false),
            closing: CancellationToken::new(),
            letters: Notify::new(),
            hashing: Semaphore::new(cores()),
            passwords: AtomicU64::new(0),
        }));
        crate::account::reseal_second_factors(&services).await?;
        Ok(services)
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
        self.0.closing.cancel();
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

    pub(crate) fn sets(&self) -> &Sets {
        &self.0.sets
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.0.hub
    }

    /// Listens from now on to what other processes store. For whoever watches or works.
    pub(crate) fn listen(&self) {
        if !self.0.is_listening.swap(true, Ordering::AcqRel) {
            tokio::spawn(ears::listen(self.clone()));
        }
    }

    /// Cancelled when everything ends.
    pub(crate) fn closing(&self) -> &CancellationToken {
        &self.0.closing
    }

    /// Tells watchers here and in other copies that these events are stored.
    pub(crate) fn tell(&self, run: RunId, events: &[StoredEvent]) {
        self.hub().tell(run, events);
        if !events.is_empty() {
            self.db().tell(Notice::Run(run));
        }
    }

    /// Tells workers here and in other copies that a run waits.
    pub(crate) fn call_workers(&self) {
        self.work().notify_one();
        self.db().tell(Notice::Queue);
    }

    /// Told when a run waits for a worker.
    pub(crate) fn work(&self) -> &Notify {
        &self.0.work
    }

    /// Told when a letter waits to be sent.
    pub(crate) fn letters(&self) -> &Notify {
        &self.0.letters
    }

    /// How many passwords were hashed or checked since the start: the costliest thing that a stranger can ask for.
    pub fn passwords_worked(&self) -> u64 {
        self.0.passwords.load(Ordering::Relaxed)
    }

    pub(crate) fn count_password(&self) {
        self.0.passwords.fetch_add(1, Ordering::Relaxed);
        metrics::counter!(crate::measure::HASHED).increment(1);
    }

    pub(crate) fn hashing(&self) -> &Semaphore {
        &self.0.hashing
    }
}
