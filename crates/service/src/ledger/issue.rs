//! Credits coming in: a lot, and the transaction that tells of it.

use domain::credits::{Credits, Usd};
use domain::id::{LotId, OwnerId, TransactionId};
use domain::ledger::{self, Lot, LotKind};
use domain::time::Timestamp;
use store::transactions::Heading;
use store::{Conn, Scope, accounts, lots};

use super::error::Error;
use super::post::{Post, post_in};
use crate::Services;

/// An inflow of credits.
#[derive(Clone, Debug)]
pub struct Issue {
    lot: LotId,
    transaction: TransactionId,
    owner: OwnerId,
    kind: LotKind,
    amount: Credits,
    paid: Usd,
    expires_at: Option<Timestamp>,
    external_id: String,
    memo: String,
}

impl Issue {
    /// Credits given.
    pub fn granted(lot: LotId, transaction: TransactionId, owner: OwnerId, amount: Credits) -> Self {
        Self {
            lot,
            transaction,
            owner,
            kind: LotKind::Granted,
            amount,
            paid: Usd::ZERO,
            expires_at: None,
            external_id: format!("grant:{transaction}"),
            memo: String::new(),
        }
    }

    /// Credits bought for `paid`.
    pub fn paid(lot: LotId, transaction: TransactionId, owner: OwnerId, amount: Credits, paid: Usd) -> Self {
        Self { kind: LotKind::Paid, paid, ..Self::granted(lot, transaction, owner, amount) }
    }

    /// The name that makes it happen once, and the words on the statement.
    #[must_use]
    pub fn named(self, external_id: String, memo: &str) -> Self {
        Self { external_id, memo: memo.to_owned(), ..self }
    }

    /// What is left of it expires then.
    #[must_use]
    pub fn expiring(self, at: Timestamp) -> Self {
        Self { expires_at: Some(at), ..self }
    }
}

/// Issues credits in the caller's transaction.
pub async fn issue_in(conn: &mut Conn<'_>, issue: &Issue, now: Timestamp) -> Result<(), Error> {
    let account = accounts::find_customers(conn, issue.owner).await?.ok_or(Error::NoAccount)?;
    let lot = Lot {
        id: issue.lot,
        kind: issue.kind,
        original: issue.amount,
        remaining: issue.amount,
        held: Credits::ZERO,
        paid: issue.paid,
        expires_at: issue.expires_at,
    };
    let transaction = ledger::issue(account.id, &lot)?;
    let heading = Heading {
        id: issue.transaction,
        external_id: issue.external_id.clone(),
        owner_id: issue.owner,
        run_id: None,
        memo: issue.memo.clone(),
        at: now,
    };
    post_in(conn, vec![Post { heading, transaction, creator: None }]).await?;
    lots::insert(conn, &lot, issue.owner, account.id, now).await?;
    if !accounts::change(conn, account.id, issue.amount, Credits::ZERO).await? {
        return Err(Error::Refused("the balance would leave its range"));
    }
    Ok(())
}

/// Gives an owner credits.
pub async fn grant(services: &Services, owner: OwnerId, amount: Credits, memo: &str) -> Result<(), Error> {
    let lot = LotId::from_bits(services.clock().mint());
    let transaction = TransactionId::from_bits(services.clock().mint());
    let issue = Issue::granted(lot, transaction, owner, amount).named(format!("grant:{transaction}"), memo);
    issue_alone(services, issue).await
}

/// Issues credits in a transaction of its own.
pub async fn issue_alone(services: &Services, issue: Issue) -> Result<(), Error> {
    let now = services.now();
    services.db().write(Scope::System, (issue, now), |conn, (issue, now)| Box::pin(issue_in(conn, issue, *now))).await
}
