//! Writes of one kind that wait at the same time, made as one: a statement for a step of all of them instead of one for
//! each. What a statement costs is mostly the way to the database and back, not the rows.
//!
//! The first goes at once; those that come while it is under way wait for one another, so nobody waits for company. A set
//! is all or nothing: where one of it is refused, each goes alone and gets its own answer. On PostgreSQL a set has one
//! scope, as row-level security asks; on SQLite, where the code alone keeps it, all kinds of owners share one.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use futures::future::{BoxFuture, join_all};
use tokio::sync::oneshot;
use tracing::Instrument as _;

use crate::conn::{Conn, Dialect};
use crate::db::{Db, WriteFailure};
use crate::error::StoreError;
use crate::measure::{self, Kind};
use crate::scope::Scope;

/// Writes in one set at most: what one that is refused costs the others.
const SET: usize = 128;
/// Writes of one kind and scope that may wait; more are told to come again.
const WAITING: usize = 4_096;

/// Makes all of a set, and gives an answer for each in its order; or an error, and nothing of it is made.
pub type Work<I, T, E> = for<'a, 'c> fn(&'a mut Conn<'c>, &'a [I]) -> BoxFuture<'a, Result<Vec<T>, E>>;

/// Gathers writes of one kind, or reads. Clones share it.
pub struct SetWriter<I, T, E> {
    work: Work<I, T, E>,
    kind: Kind,
    lanes: Lanes<I, T, E>,
}

/// What waits in each scope; a lane that is there has somebody who works on it.
type Lanes<I, T, E> = Arc<Mutex<HashMap<Option<Scope>, Vec<Waiting<I, T, E>>>>>;

struct Waiting<I, T, E> {
    input: I,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<I, T, E> Clone for SetWriter<I, T, E> {
    fn clone(&self) -> Self {
        Self { work: self.work, kind: self.kind, lanes: Arc::clone(&self.lanes) }
    }
}

impl<I, T, E> std::fmt::Debug for SetWriter<I, T, E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetWriter").finish_non_exhaustive()
    }
}

impl<I, T, E> SetWriter<I, T, E>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    E: WriteFailure,
{
    /// Writes with `work`.
    pub fn new(work: Work<I, T, E>) -> Self {
        Self { work, kind: Kind::Write, lanes: Arc::default() }
    }

    /// Reads with `work`: each sees what was there when it was asked for, or something later.
    pub fn reading(work: Work<I, T, E>) -> Self {
        Self { work, kind: Kind::Read, lanes: Arc::default() }
    }

    /// As [`Db::read`] of this one, with others that wait.
    pub async fn read(&self, db: &Db, scope: Scope, input: I) -> Result<T, E> {
        self.write(db, scope, input).await
    }

    /// As [`Db::write`] of this one, with others that wait.
    pub async fn write(&self, db: &Db, scope: Scope, input: I) -> Result<T, E> {
        let asked = Instant::now();
        let lane = (db.dialect() == Dialect::Postgres).then_some(scope);
        let (answer, answered) = oneshot::channel();
        if self.join(lane, Waiting { input, answer })? {
            let (db, writer) = (db.clone(), self.clone());
            // A caller that goes away leaves its write, and those of others, to be made.
            tokio::spawn(async move { writer.work_off(&db, scope, lane).await }.in_current_span());
        }
        let outcome = answered.await.unwrap_or_else(|_| Err(StoreError::CommitUnknown.into()));
        measure::waited_in_set(asked);
        outcome
    }

    /// Whether somebody has to work on the lane.
    fn join(&self, lane: Option<Scope>, waiting: Waiting<I, T, E>) -> Result<bool, StoreError> {
        match self.lanes.lock().unwrap_or_else(PoisonError::into_inner).entry(lane) {
            Entry::Vacant(free) => {
                free.insert(vec![waiting]);
                Ok(true)
            }
            Entry::Occupied(lane) if lane.get().len() >= WAITING => {
                Err(StoreError::Away("too many writes are waiting"))
            }
            Entry::Occupied(mut lane) => {
                lane.get_mut().push(waiting);
                Ok(false)
            }
        }
    }

    async fn work_off(&self, db: &Db, scope: Scope, lane: Option<Scope>) {
        while let Some(set) = self.take(lane) {
            self.write_set(db, scope, set).await;
        }
    }

    /// The next set; none, and no lane either, where nobody waits any more.
    fn take(&self, lane: Option<Scope>) -> Option<Vec<Waiting<I, T, E>>> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = lanes.get_mut(&lane)?;
        if waiting.is_empty() {
            lanes.remove(&lane);
            return None;
        }
        let rest = waiting.split_off(SET.min(waiting.len()));
        Some(std::mem::replace(waiting, rest))
    }

    async fn write_set(&self, db: &Db, scope: Scope, set: Vec<Waiting<I, T, E>>) {
        let (inputs, answers): (Vec<I>, Vec<_>) = set.into_iter().map(|one| (one.input, one.answer)).unzip();
        let inputs = Arc::new(inputs);
        let outcomes: Vec<Result<T, E>> = match self.write_some(db, scope, &inputs, 0..inputs.len()).await {
            Ok(values) => values.into_iter().map(Ok).collect(),
            Err(error) if inputs.len() == 1 => vec![Err(error)],
            // It may be made already, so it is not made again.
            Err(error) if matches!(error.store_error(), Some(StoreError::CommitUnknown)) => {
                answers.iter().map(|_| Err(StoreError::CommitUnknown.into())).collect()
            }
            Err(_) => {
                let alone = (0..inputs.len()).map(async |place| {
                    let values = self.write_some(db, scope, &inputs, place..place + 1).await?;
                    values.into_iter().next().ok_or_else(|| E::from(StoreError::Away("a write was not answered")))
                });
                join_all(alone).await
            }
        };
        for (answer, outcome) in answers.into_iter().zip(outcomes) {
            // Whoever waited may be gone; the write stands all the same.
            let _ = answer.send(outcome);
        }
    }

    async fn write_some(
        &self,
        db: &Db,
        scope: Scope,
        inputs: &Arc<Vec<I>>,
        places: std::ops::Range<usize>,
    ) -> Result<Vec<T>, E> {
        let (work, input) = (self.work, (Arc::clone(inputs), places));
        match self.kind {
            Kind::Write => db.write(scope, input, move |conn, input| Box::pin(make(work, conn, input))).await,
            Kind::Read => db.read(scope, input, move |conn, input| Box::pin(make(work, conn, input))).await,
        }
    }
}

/// Makes some of a set.
async fn make<I, T, E: WriteFailure>(
    work: Work<I, T, E>,
    conn: &mut Conn<'_>,
    (inputs, places): &(Arc<Vec<I>>, std::ops::Range<usize>),
) -> Result<Vec<T>, E> {
    let some = inputs.get(places.clone()).unwrap_or_default();
    let values = work(conn, some).await?;
    crate::error::expect_rows("a set's answers", values.len() as u64, some.len() as u64)?;
    Ok(values)
}
