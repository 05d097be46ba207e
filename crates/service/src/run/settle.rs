//! Ending a run: final state and money in one transaction, with `run.settled` as the last event.

use domain::credits::Credits;
use domain::id::{HoldId, RunId, TransactionId};
use domain::run::{EventBody, Status, StoredEvent};
use domain::time::Timestamp;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::Value;
use store::events::{Appending, Author};
use store::holds::OpenHold;
use store::mails::{self, Mail};
use store::runs::Ending;
use store::{Conn, Scope, SetWriter, events, holds, layers, quotas, runs};

use super::error::Error;
use super::finished;
use super::record::{Batch, Place, insert_rest};
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

/// The end of a run, with everything it writes.
pub(crate) struct Settling {
    run: RunId,
    lease: Option<i64>,
    from: Status,
    verdict: Verdict,
    /// What is still to be stored of its work.
    last: Option<Batch>,
    memo: String,
    capture_id: TransactionId,
    expiry_id: TransactionId,
    letter: Option<Mail>,
    now: Timestamp,
}

impl Settling {
    /// What is captured of its hold.
    fn captured(&self, hold: &OpenHold) -> Credits {
        if self.verdict.status() == Status::Succeeded { hold.fee } else { Credits::ZERO }
    }

    fn ending(&self, hold: &OpenHold) -> Ending {
        let (failure_code, failure_message) = self.verdict.failure().unzip();
        Ending {
            run: self.run,
            from: self.from,
            lease: self.lease,
            status: self.verdict.status(),
            output: match &self.verdict {
                Verdict::Succeeded(output) => Some(output.to_string()),
                _ => None,
            },
            failure_code,
            failure_message,
            charged: self.captured(hold),
            at: self.now,
        }
    }

    fn terms(&self, hold: &OpenHold) -> Terms {
        Terms {
            run: self.run,
            split: hold.split,
            captured: self.captured(hold),
            memo: self.memo.clone(),
            capture_id: self.capture_id,
            expiry_id: self.expiry_id,
            at: self.now,
        }
    }

    /// The last events of a run.
    fn told(&self, hold: &OpenHold) -> Vec<EventBody> {
        let mut told = self.last.as_ref().map(|last| last.events().to_vec()).unwrap_or_default();
        let (held_microcredits, charged_microcredits) = (hold.amount, self.captured(hold));
        told.extend([self.verdict.event(), EventBody::RunSettled { held_microcredits, charged_microcredits }]);
        told
    }

    /// Whether what is still to be stored is something that a person can use.
    fn gives_output(&self) -> bool {
        let is_output =
            |event: &EventBody| matches!(event, EventBody::ArtifactCreated { .. } | EventBody::MessageCompleted { .. });
        self.last.as_ref().is_some_and(|last| last.events().iter().any(is_output))
    }
}

/// Ends a run that a worker has, in the state it is in. `false` where it is no longer the worker's.
pub(super) async fn settle_worked(
    services: &Services,
    place: Place,
    verdict: Verdict,
    last: Option<Batch>,
    memo: &str,
) -> Result<bool, Error> {
    // A request to stop may come between; a result that is already valid wins over it (decision 11).
    for from in [Status::Running, Status::Cancelling, Status::Running] {
        if from.to(verdict.status()).is_err() {
            continue;
        }
        if settle(services, place.run, Some(place.lease), from, (verdict.clone(), last.clone()), memo).await? {
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
    settle(services, run, None, from, (verdict, None), "").await
}

async fn settle(
    services: &Services,
    run: RunId,
    lease: Option<i64>,
    from: Status,
    (verdict, last): (Verdict, Option<Batch>),
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
        last,
        memo: memo.to_owned(),
        capture_id: TransactionId::from_bits(services.clock().mint()),
        expiry_id: TransactionId::from_bits(services.clock().mint()),
        letter,
        now,
    };
    // The creator's and the platform's accounts are not the owner's.
    let stored = services.sets().settlements.write(services.db(), Scope::System, settling).await?;
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

/// Ends that wait to be written.
pub(crate) type Settlements = SetWriter<Settling, Option<Settled>, Error>;

/// Ends all that wait: `None` for each run that is not in its state, or not its worker's, any more.
pub(super) fn settle_set<'a>(
    conn: &'a mut Conn<'_>,
    set: &'a [Settling],
) -> BoxFuture<'a, Result<Vec<Option<Settled>>, Error>> {
    async move {
        let mut settled: Vec<Option<Settled>> = set.iter().map(|_| None).collect();
        // Of two ends of one run the second finds what the first one made.
        for layer in layers(set, |settling| settling.run) {
            settle_layer(conn, set, &layer, &mut settled).await?;
        }
        Ok(settled)
    }
    .boxed()
}

/// A run that was ended, and its hold, which is to be closed.
struct Ended<'a> {
    place: usize,
    settling: &'a Settling,
    hold: OpenHold,
}

/// Ends those at the places of `layer`, each of another run.
async fn settle_layer(
    conn: &mut Conn<'_>,
    set: &[Settling],
    layer: &[usize],
    settled: &mut [Option<Settled>],
) -> Result<(), Error> {
    let runs: Vec<RunId> = layer.iter().map(|place| set[*place].run).collect();
    let mut open = holds::find_open(conn, &runs).await?;
    let endings: Vec<Ending> =
        layer.iter().filter_map(|place| Some(set[*place].ending(open.get(&set[*place].run)?))).collect();
    // First: where a run is not ours any more, nothing of the rest is written.
    let are_ended = runs::end(conn, &endings).await?;
    let ended: Vec<Ended<'_>> = layer
        .iter()
        .map(|place| (*place, &set[*place]))
        .filter(|(_, settling)| are_ended.contains(&settling.run))
        .filter_map(|(place, settling)| Some(Ended { place, settling, hold: open.remove(&settling.run)? }))
        .collect();
    let closing: Vec<(&OpenHold, Terms)> = ended.iter().map(|one| (&one.hold, one.settling.terms(&one.hold))).collect();
    settle_in(conn, &closing).await?;
    give_back(conn, &ended).await?;
    for letter in ended.iter().filter_map(|one| one.settling.letter.as_ref()) {
        mails::insert(conn, letter).await?;
    }
    let rest: Vec<&Batch> = ended.iter().filter_map(|one| one.settling.last.as_ref()).collect();
    insert_rest(conn, &rest).await?;
    let told: Vec<Vec<EventBody>> = ended.iter().map(|one| one.settling.told(&one.hold)).collect();
    let appending: Vec<Appending<'_>> = ended.iter().zip(&told).map(|(one, bodies)| one.appending(bodies)).collect();
    let stored = events::append_all(conn, &appending).await?;
    for (one, stored) in ended.into_iter().zip(stored) {
        let captured = one.settling.captured(&one.hold);
        settled[one.place] = stored.map(|stored| (stored, one.hold, captured));
    }
    Ok(())
}

impl Ended<'_> {
    fn appending<'b>(&self, bodies: &'b [EventBody]) -> Appending<'b> {
        // The hold's owner: a visitor's run may have become an account's since it was claimed.
        let (run, owner, at) = (self.settling.run, self.hold.owner_id, self.settling.now);
        Appending { run, owner, author: Author::UseCase, bodies, at }
    }
}

/// Gives back what runs were counted for that failed, or were stopped before they gave anything.
async fn give_back(conn: &mut Conn<'_>, ended: &[Ended<'_>]) -> Result<(), Error> {
    let stopped: Vec<RunId> = ended
        .iter()
        .map(|one| one.settling)
        .filter(|one| one.verdict == Verdict::Cancelled)
        .map(|one| one.run)
        .collect();
    let with_output = events::with_output(conn, &stopped).await?;
    let is_given_back = |one: &Settling| match one.verdict {
        Verdict::Failed(..) | Verdict::TimedOut(_) => true,
        Verdict::Cancelled => !one.gives_output() && !with_output.contains(&one.run),
        Verdict::Succeeded(_) => false,
    };
    let holds: Vec<(HoldId, Timestamp)> =
        ended.iter().filter(|one| is_given_back(one.settling)).map(|one| (one.hold.id, one.settling.now)).collect();
    Ok(quotas::give_back(conn, &holds).await?)
}
