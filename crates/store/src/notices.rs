//! Telling the other copies over one PostgreSQL what to look at (decision 27).
//!
//! A notice names a run or the queue and carries nothing else: what it is about is read from the tables, by whoever may.
//! It is told after the commit, in a statement of its own: a NOTIFY inside the transaction would make every commit of the
//! database wait for one lock. Notices wait up to [`BATCH`] for one another and are told once each. One that is lost (the
//! process ends, the connection breaks, the channel is full) costs only time: what is watched is polled as well.
//!
//! Beside SQLite there is nobody to tell: other processes see that the file has changed ([`crate::ChangeWatch`]).

use std::collections::HashSet;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

use domain::id::RunId;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::sync::mpsc;

use crate::error::StoreError;

const CHANNEL: &str = "guildhall";
/// Told at most this often.
const BATCH: Duration = Duration::from_millis(50);
/// Until a connection to listen on is there.
const PATIENCE: Duration = Duration::from_secs(5);
/// After a fault, before telling again.
const PAUSE: Duration = Duration::from_secs(1);
/// Notices that may wait; more are left to the polls.
const WAITING: usize = 4_096;
/// PostgreSQL takes 8,000 bytes in a notice; a run's id has 30.
const IDS_AT_ONCE: usize = 200;
/// The word for the queue: no run's id.
const QUEUE: &str = "queue";

/// What another copy may want to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notice {
    /// Events of this run were stored.
    Run(RunId),
    /// A run waits for a worker.
    Queue,
}

impl Notice {
    fn word(self) -> String {
        match self {
            Self::Run(run) => run.to_string(),
            Self::Queue => QUEUE.to_owned(),
        }
    }

    /// `None` for a word of a newer copy.
    fn read(word: &str) -> Option<Self> {
        if word == QUEUE { Some(Self::Queue) } else { word.parse().ok().map(Self::Run) }
    }
}

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Notices of another copy.
    Notices(Vec<Notice>),
    /// The connection was lost and is there again: what was told meanwhile was not heard.
    Gap,
}

/// Tells the other copies. Ends with the database that it belongs to.
#[derive(Debug)]
pub(crate) struct Teller {
    waiting: mpsc::Sender<Notice>,
    copy: String,
}

impl Teller {
    pub(crate) fn start(pool: PgPool) -> Self {
        let (sender, waiting) = mpsc::channel(WAITING);
        // Only so that a copy passes over its own notices: a number that is hardly ever another's is enough.
        let copy = format!("{:016x}", RandomState::new().build_hasher().finish());
        tokio::spawn(tell(pool, copy.clone(), waiting));
        Self { waiting: sender, copy }
    }

    pub(crate) fn tell(&self, notice: Notice) {
        // Too many wait: the polls of the others find it.
        let _ = self.waiting.try_send(notice);
    }

    pub(crate) async fn listen(&self, options: &PgConnectOptions) -> Result<Listener, StoreError> {
        // A pool of its own: it listens as long as the process lives and must not take a place from those who work.
        let pool = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
        let pool = pool.acquire_timeout(PATIENCE).connect_with(options.clone()).await?;
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Listener { listener, copy: self.copy.clone() })
    }
}

async fn tell(pool: PgPool, copy: String, mut waiting: mpsc::Receiver<Notice>) {
    let mut batch = Vec::new();
    while waiting.recv_many(&mut batch, WAITING).await > 0 {
        let mut pause = BATCH;
        let distinct: Vec<Notice> = batch.drain(..).collect::<HashSet<_>>().into_iter().collect();
        for part in distinct.chunks(IDS_AT_ONCE) {
            let words: Vec<String> = part.iter().map(|notice| notice.word()).collect();
            let payload = format!("{copy} {}", words.join(" "));
            let told = sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(payload).execute(&pool).await;
            match told {
                Ok(_) => {}
                Err(sqlx::Error::PoolClosed) => return,
                Err(error) => {
                    tracing::warn!(%error, "the other copies are not told; they find out by themselves");
                    pause = PAUSE;
                    break;
                }
            }
        }
        tokio::time::sleep(pause).await;
    }
}

/// Hears what other copies tell.
#[derive(Debug)]
pub struct Listener {
    listener: PgListener,
    copy: String,
}

impl Listener {
    /// What is told next. After an error, listen anew.
    ///
    /// Safe to drop while waiting.
    pub async fn next(&mut self) -> Result<Heard, StoreError> {
        loop {
            let Some(notification) = self.listener.try_recv().await? else { return Ok(Heard::Gap) };
            if let Some(notices) = read(notification.payload(), &self.copy) {
                return Ok(Heard::Notices(notices));
            }
        }
    }
}

/// The notices in a payload; `None` where it is our own.
fn read(payload: &str, own: &str) -> Option<Vec<Notice>> {
    let (copy, words) = payload.split_once(' ')?;
    (copy != own).then(|| words.split(' ').filter_map(Notice::read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_heard_by_others_and_passed_over_by_oneself() {
        let told = [Notice::Queue, Notice::Run(RunId::from_bits(7))];
        let payload = format!("a {} {} something.new", told[0].word(), told[1].word());
        assert_eq!(read(&payload, "b"), Some(told.to_vec()));
        assert_eq!(read(&payload, "a"), None);
        assert_eq!(read("", "a"), None);
    }

    #[test]
    fn a_batch_fits_into_what_the_database_takes() {
        let word = Notice::Run(RunId::from_bits(u128::MAX)).word();
        assert!(17 + IDS_AT_ONCE * (word.len() + 1) < 8_000);
    }
}
