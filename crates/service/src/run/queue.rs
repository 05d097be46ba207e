//! The one transaction of a start: key, quote, hold, run, first event. Starts that wait at the same time share it.

use std::collections::HashMap;

use domain::credits::Credits;
use domain::id::{ApiKeyId, HoldId, OwnerId, PLATFORM, RunId};
use domain::ledger::HoldPart;
use domain::quota::Quota;
use domain::run::EventBody;
use domain::time::Timestamp;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use store::branches::InheritedStep;
use store::holds::NewHold;
use store::idempotency::{Remembered, Taking};
use store::quotes::AcceptedQuote;
use store::runs::NewRun;
use store::{Conn, SetWriter, branches, holds, idempotency, quotas, quotes, runs, visitors};

use super::cache::Answerable;
use super::error::Error;
use crate::ledger::hold::{Asked, Held, hold_in};

pub(super) const OPERATION: &str = "run.start";

/// Starts that wait to be queued.
pub(crate) type Starts = SetWriter<Prepared, bool, Error>;

/// A start that was checked, with everything it writes.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(super) owner: OwnerId,
    pub(super) key: String,
    pub(super) remembered: Remembered,
    pub(super) quote: AcceptedQuote,
    pub(super) run: NewRun,
    pub(super) hold_id: HoldId,
    /// The key that it is asked for with.
    pub(super) key_id: Option<ApiKeyId>,
    /// Why nothing is held, where nothing is.
    pub(super) reason: Option<&'static str>,
    /// The limits under which it is counted.
    pub(super) counted: Vec<(Quota, u32)>,
    /// What it may take over of the run from which it branches.
    pub(super) inherits: Vec<InheritedStep>,
    pub(super) now: Timestamp,
}

impl Prepared {
    /// Its hold, with what was set aside for it.
    fn hold(&self, held: Option<Held>) -> (NewHold, Vec<HoldPart>) {
        let (account_id, parts) = held.map_or((None, Vec::new()), |held| (Some(held.account), held.parts));
        let hold = NewHold {
            id: self.hold_id,
            owner_id: self.owner,
            account_id,
            quote_id: self.quote.id,
            run_id: self.run.id,
            amount: self.run.ceiling,
            reason: self.reason,
            key: self.key_id.map(|key| (key, self.now.month())),
            created_at: self.now,
        };
        (hold, parts)
    }

    /// The same as one that an earlier run may answer: nothing is held for it, and no other is answered by it.
    pub(super) fn answerable(&self) -> Option<Answerable> {
        let cache_key = self.run.cache_key.clone()?;
        Some(Answerable {
            operation: OPERATION,
            idempotency_key: self.key.clone(),
            remembered: self.remembered.clone(),
            quote: AcceptedQuote { fee: Credits::ZERO, model_ceiling: Credits::ZERO, ..self.quote },
            run: NewRun { ceiling: Credits::ZERO, cache_key: None, ..self.run.clone() },
            hold_id: self.hold_id,
            cache_key,
            now: self.now,
        })
    }
}

/// Makes all of the starts, or says why one of them cannot be. `false` for each whose key is taken.
pub(super) fn queue<'a>(conn: &'a mut Conn<'_>, set: &'a [Prepared]) -> BoxFuture<'a, Result<Vec<bool>, Error>> {
    async move {
        let keys: Vec<Taking<'_>> = set
            .iter()
            .map(|new| Taking { owner: new.owner, key: &new.key, remembered: &new.remembered, at: new.now })
            .collect();
        let taken = idempotency::take(conn, OPERATION, &keys).await?;
        let new: Vec<&Prepared> = set.iter().filter(|new| taken.contains(&new.run.id)).collect();
        let mut held = hold(conn, &new).await?;
        for new in &new {
            count(conn, new).await?;
        }
        let quotes: Vec<AcceptedQuote> = new.iter().map(|new| new.quote).collect();
        quotes::insert(conn, &quotes).await?;
        let holds: Vec<(NewHold, Vec<HoldPart>)> = new.iter().map(|new| new.hold(held.remove(&new.run.id))).collect();
        holds::insert(conn, &holds).await?;
        for new in &new {
            for (quota, _) in &new.counted {
                quotas::insert_use(conn, new.hold_id, new.owner, quota).await?;
            }
        }
        let made: Vec<&NewRun> = new.iter().map(|new| &new.run).collect();
        runs::insert(conn, &made, &EventBody::RunQueued { cached_from: None }).await?;
        for new in &new {
            inherit(conn, new).await?;
        }
        Ok(set.iter().map(|new| taken.contains(&new.run.id)).collect())
    }
    .boxed()
}

/// Gives a start that branches what it may take over, as long as the other run is there.
async fn inherit(conn: &mut Conn<'_>, new: &Prepared) -> Result<(), Error> {
    let Some(from) = &new.run.branched_from else { return Ok(()) };
    if !branches::hold_origin(conn, new.owner, from.run).await? {
        return Err(Error::NotFound);
    }
    Ok(branches::insert(conn, new.run.id, new.owner, &new.inherits).await?)
}

/// Sets aside what each of them may cost, where that is anything.
async fn hold(conn: &mut Conn<'_>, new: &[&Prepared]) -> Result<HashMap<RunId, Held>, Error> {
    let (runs, asked): (Vec<RunId>, Vec<Asked>) = new
        .iter()
        .filter(|new| new.run.ceiling > Credits::ZERO)
        .map(|new| (new.run.id, Asked { owner: new.owner, amount: new.run.ceiling, key: new.key_id, now: new.now }))
        .unzip();
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(runs.into_iter().zip(hold_in(conn, &asked).await?).collect())
}

/// Counts a start under the limits that it has.
async fn count(conn: &mut Conn<'_>, new: &Prepared) -> Result<(), Error> {
    // A visitor whose runs moved to an account meanwhile is no owner any more.
    if !new.counted.is_empty() && !visitors::start(conn, new.owner, new.now).await? {
        return Err(Error::Contended);
    }
    for (quota, limit) in &new.counted {
        if !quotas::count(conn, PLATFORM, quota, *limit).await? {
            return Err(Error::TrialUsedUp(quota.kind.into()));
        }
    }
    Ok(())
}
