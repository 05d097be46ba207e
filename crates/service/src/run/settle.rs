//! Ending a run: final state and money in one transaction, with `run.settled` as the last event.

use domain::credits::Credits;
use domain::id::{RunId, TransactionId};
use domain::run::{EventBody, Status, StoredEvent};
use domain::time::Timestamp;
use serde_json::Value;
use store::events::Author;
use store::holds::OpenHold;
use store::mails::{self, Mail};
use store::runs::Ending;
use store::{Conn, Scope, events, holds, quotas, runs};

use super::error::Error;
use super::finished;
use super::record::Place;
use crate::ledger::settle::{Terms, settle_in};
use crate::{Services, measure};

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    /// With a result that fits its version's schema.
    Succeeded(Value),
    /// With none: the code and the sentence.
    Failed(String, String),
    /// Stopped.
    Cancelled,
    /// Longer than these seconds.
    TimedOut(u32),
}

impl Verdict {
    fn status(&self) -> Status {
        match self {
            Self::Succeeded(_) => Status::Succeeded,
            Self::Failed(..) => Status::Failed,
            Self::Cancelled => Status::Cancelled,
            Self::TimedOut(_) => Status::TimedOut,
        }
    }

    fn event(&self) -> EventBody {
        match self {
            Self::Succeeded(output) => EventBody::RunSucceeded { output: output.clone() },
            Self::Failed(code, message) => EventBody::RunFailed { code: code.clone(), message: message.clone() },
            Self::Cancelled => EventBody::RunCancelled {},
            Self::TimedOut(limit_seconds) => EventBody::RunTimedOut { limit_seconds: *limit_seconds },
        }
    }

    fn failure(&self) -> Option<(String, String)> {
        match self {
            Self::Failed(code, message) => Some((code.clone(), message.clone())),
            Self::TimedOut(seconds) => {
                let message = format!(
                    "The run took longer than the {seconds} seconds that its version allows. Nothing was charged."
                );
                Some(("timed_out".to_owned(), message))
            }
            Self::Succeeded(_) | Self::Cancelled => None,
        }
    }
}

#[derive(Clone)]
struct Settling {
    run: RunId,
    lease: Option<i64>,
    from: Status,
    verdict: Verdict,
    memo: String,
    capture_id: TransactionId,
    expiry_id: TransactionId,
    letter: Option<Mail>,
    now: Timestamp,
}

/// Ends a run that a worker has, in the state it is in. `false` where it is no longer the worker's.
pub(super) async fn settle_worked(
    services: &Services,
    place: Place,
    verdict: Verdict,
    memo: &str,
) -> Result<bool, Error> {
    // A request to stop may come between; a result that is already valid wins over it (decision 11).
    for from in [Status::Running, Status::Cancelling, Status::Running] {
        if from.to(verdict.status()).is_err() {
            continue;
        }
        if settle(services, place.run, Some(place.lease), from, verdict.clone(), memo).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends a run that no worker has. `false` where it is not in that state any more.
pub(super) async fn settle_waiting(
    services: &Services,
    run: RunId,
    from: Status,
    verdict: Verdict,
) -> Result<bool, Error> {
    settle(services, run, None, from, verdict, "").await
}

async fn settle(
    services: &Services,
    run: RunId,
    lease: Option<i64>,
    from: Status,
    verdict: Verdict,
    memo: &str,
) -> Result<bool, Error> {
    let status = verdict.status();
    let now = services.now();
    let letter = finished::letter(services, run, status, now).await?;
    let is_told = letter.is_some();
    let settling = Settling {
        run,
        lease,
        from,
        verdict,
        memo: memo.to_owned(),
        capture_id: TransactionId::from_bits(services.clock().mint()),
        expiry_id: TransactionId::from_bits(services.clock().mint()),
        letter,
        now,
    };
    // The creator's and the platform's accounts are not the owner's.
    let stored =
        services.db().write(Scope::System, settling, |conn, settling| Box::pin(settle_in_one(conn, settling))).await?;
    let Some((stored, hold, captured)) = stored else { return Ok(false) };
    services.tell(run, &stored);
    if is_told {
        services.letters().notify_one();
    }
    let catalogue = services.catalogue().load();
    let agent = catalogue.name_of(hold.version_id).map_or("unknown", |name| name.slug.as_str());
    measure::settled(agent, status, now.since(hold.created_at), hold.amount, captured);
    Ok(true)
}

/// What was stored, the hold that it closed, and what was captured of it.
type Settled = (Vec<StoredEvent>, OpenHold, Credits);

async fn settle_in_one(conn: &mut Conn<'_>, settling: &Settling) -> Result<Option<Settled>, Error> {
    let Settling { run, now, .. } = *settling;
    let hold = holds::find_open(conn, run).await?;
    let Some(hold) = hold else { return Ok(None) };
    let captured = if settling.verdict.status() == Status::Succeeded { hold.fee } else { Credits::ZERO };
    let failure = settling.verdict.failure();
    let ending = Ending {
        status: settling.verdict.status(),
        output: match &settling.verdict {
            Verdict::Succeeded(output) => Some(output.to_string()),
            _ => None,
        },
        failure_code: failure.as_ref().map(|failure| failure.0.clone()),
        failure_message: failure.map(|failure| failure.1),
        charged: captured,
        at: now,
    };
    // First: where the run is not ours any more, nothing of the rest is written.
    if !runs::end(conn, run, settling.from, settling.lease, &ending).await? {
        return Ok(None);
    }
    let terms = Terms {
        run,
        split: hold.split,
        captured,
        memo: settling.memo.clone(),
        capture_id: settling.capture_id,
        expiry_id: settling.expiry_id,
        at: now,
    };
    settle_in(conn, &hold, &terms).await?;
    if is_given_back(conn, run, ending.status).await? {
        quotas::give_back(conn, hold.id, now).await?;
    }
    if let Some(letter) = &settling.letter {
        mails::insert(conn, letter).await?;
    }
    let last = EventBody::RunSettled { held_microcredits: hold.amount, charged_microcredits: captured };
    // The hold's owner: a visitor's run may have become an account's since it was claimed.
    let told = [settling.verdict.event(), last];
    let stored = events::append(conn, run, hold.owner_id, Author::UseCase, &told, now).await?;
    Ok(stored.map(|stored| (stored, hold, captured)))
}

/// Whether what the run was counted for is given back: it failed, or was stopped before it gave anything.
async fn is_given_back(conn: &mut Conn<'_>, run: RunId, status: Status) -> Result<bool, Error> {
    match status {
        Status::Failed | Status::TimedOut => Ok(true),
        Status::Cancelled => Ok(!events::has_output(conn, run).await?),
        _ => Ok(false),
    }
}
