//! Proving the ledger: every promise of it compared with the rows.

use domain::run::EventBody;
use domain::time::{Micros, Timestamp};
use futures::future::BoxFuture;
use serde::Serialize;
use store::{Conn, Db, Scope, StoreError, audit_sums, events, runs};

use super::error::Error;
use crate::Services;

/// A run whose lease ran out so long ago is taken over by nobody.
const STUCK_AFTER: Micros = Micros::minutes(2);
const EVENTS_AT_ONCE: i64 = 5_000;

/// What `guildhall verify` found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// A promise each.
    pub checks: Vec<Check>,
}

/// One promise, and what breaks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The promise, in words.
    pub name: &'static str,
    /// Rows looked at.
    pub looked_at: u64,
    /// Ids of what breaks it, a hundred at most.
    pub faults: Vec<String>,
}

impl Report {
    /// Whether every promise holds.
    pub fn is_clean(&self) -> bool {
        self.checks.iter().all(|check| check.faults.is_empty())
    }
}

type Faults = for<'a> fn(&'a mut Conn<'_>) -> BoxFuture<'a, Result<Vec<String>, StoreError>>;

/// Which count of [`audit_sums::counts`] a check looks at.
#[derive(Clone, Copy)]
enum Looked {
    Transactions,
    Accounts,
    Lots,
    Holds,
    Runs,
}

const CHECKS: &[(&str, Looked, Faults)] = &[
    ("entries sum to zero in each asset", Looked::Transactions, |conn| {
        Box::pin(audit_sums::unbalanced_transactions(conn))
    }),
    ("every transaction has entries", Looked::Transactions, |conn| Box::pin(audit_sums::empty_transactions(conn))),
    ("balances are the sums of their entries", Looked::Accounts, |conn| Box::pin(audit_sums::wrong_balances(conn))),
    ("no account is below zero or holds more than it has", Looked::Accounts, |conn| {
        Box::pin(audit_sums::overdrawn_accounts(conn))
    }),
    ("held is the sum of the open holds", Looked::Accounts, |conn| Box::pin(audit_sums::wrong_held(conn))),
    ("balances are the sums of their lots", Looked::Accounts, |conn| Box::pin(audit_sums::wrong_lot_sums(conn))),
    ("lots are the sums of their entries", Looked::Lots, |conn| Box::pin(audit_sums::wrong_lots(conn))),
    ("what lots hold is the sum of the open holds on them", Looked::Lots, |conn| {
        Box::pin(audit_sums::wrong_lot_held(conn))
    }),
    ("holds are the sums of their parts", Looked::Holds, |conn| Box::pin(audit_sums::wrong_hold_parts(conn))),
    ("captures are the sums of their parts and entries", Looked::Holds, |conn| {
        Box::pin(audit_sums::wrong_captures(conn))
    }),
    ("captures split to the last unit", Looked::Holds, |conn| Box::pin(audit_sums::wrong_splits(conn))),
    ("what keys spent is the sum of their holds", Looked::Holds, |conn| Box::pin(audit_sums::wrong_key_spending(conn))),
    ("a hold is open as long as its run", Looked::Runs, |conn| Box::pin(audit_sums::runs_and_holds_apart(conn))),
    ("every run has one hold and is charged what it captured", Looked::Runs, |conn| {
        Box::pin(audit_sums::runs_charged_wrongly(conn))
    }),
    ("final states are settled, and failures cost nothing", Looked::Runs, |conn| {
        Box::pin(audit_sums::runs_half_settled(conn))
    }),
    ("quotas are as counted", Looked::Holds, |conn| Box::pin(audit_sums::wrong_quotas(conn))),
    ("events are numbered without gaps", Looked::Runs, |conn| Box::pin(audit_sums::event_gaps(conn))),
    ("settled runs end with run.settled", Looked::Runs, |conn| Box::pin(audit_sums::unsettled_ends(conn))),
];

/// Looks at everything. Reads only; may take a while on a large database.
pub async fn verify(services: &Services) -> Result<Report, Error> {
    verify_in(services.db(), services.now()).await
}

/// The same for a database that nobody serves from, such as a restored one.
pub(crate) async fn verify_in(db: &Db, now: Timestamp) -> Result<Report, Error> {
    let counts =
        db.read(Scope::System, (), |conn, ()| Box::pin(audit_sums::counts(conn))).await.map_err(Error::Store)?;
    let mut checks = Vec::new();
    for (name, looked, faults) in CHECKS {
        let faults = db.read(Scope::System, *faults, |conn, faults| faults(conn)).await.map_err(Error::Store)?;
        checks.push(Check { name, looked_at: counts[*looked as usize], faults });
    }
    let before = now.minus(STUCK_AFTER);
    let stuck = db
        .read(Scope::System, before, |conn, before| Box::pin(audit_sums::stuck_runs(conn, *before)))
        .await
        .map_err(Error::Store)?;
    checks.push(Check {
        name: "nothing is stuck past its lease",
        looked_at: counts[Looked::Runs as usize],
        faults: stuck,
    });
    checks.push(chains(db).await?);
    Ok(Report { checks })
}

/// Walks every run's chain of events and compares each payload that is not erased with its hash.
async fn chains(db: &Db) -> Result<Check, Error> {
    let mut after = (String::new(), -1i64);
    let (mut run, mut link) = (String::new(), String::new());
    let mut check = Check { name: "chains of events are unbroken", looked_at: 0, faults: Vec::new() };
    loop {
        let page = db
            .read(Scope::System, after.clone(), |conn, after| {
                Box::pin(events::list_all(conn, (after.0.as_str(), after.1), EVENTS_AT_ONCE))
            })
            .await
            .map_err(Error::Store)?;
        let Some((last_run, last)) = page.last() else { return Ok(check) };
        after = (last_run.clone(), i64::try_from(last.seq).unwrap_or(i64::MAX));
        for (id, event) in &page {
            if *id != run {
                run.clone_from(id);
                runs::CHAIN_START.clone_into(&mut link);
            }
            check.looked_at += 1;
            if EventBody::is_chained(&event.name) {
                link = events::chain(&link, event.seq, &event.name, event.at, event.v, &event.payload_hash);
            }
            let is_intact = event
                .payload
                .as_ref()
                .is_none_or(|payload| store::blobs::sha256(payload.as_bytes()) == event.payload_hash);
            if (link != event.chain_hash || !is_intact) && check.faults.len() < 100 {
                check.faults.push(format!("{id} event {}", event.seq));
            }
            link.clone_from(&event.chain_hash);
        }
    }
}
