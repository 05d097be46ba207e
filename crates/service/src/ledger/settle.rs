//! Closing a run's hold.

use domain::credits::Credits;
use domain::id::{RunId, TransactionId};
use domain::ledger::{self, Split};
use domain::time::Timestamp;
use store::holds::{self, Closing, OpenHold};
use store::transactions::Heading;
use store::{Conn, accounts, api_keys, lots};

use super::error::Error;
use super::post::post_in;

/// What a settlement is made of besides the hold.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(crate) run: RunId,
    pub(crate) split: Split,
    pub(crate) captured: Credits,
    pub(crate) memo: String,
    pub(crate) capture_id: TransactionId,
    pub(crate) expiry_id: TransactionId,
    pub(crate) at: Timestamp,
}

/// Closes a hold in the caller's transaction: captures what the run costs, gives the rest back.
pub(crate) async fn settle_in(conn: &mut Conn<'_>, hold: &OpenHold, terms: &Terms) -> Result<(), Error> {
    let Some(account) = hold.account_id else { return close_empty(conn, hold, terms).await };
    let negative = |amount: Credits| Credits::from_micro(-amount.micro());
    // First the account, as in a hold: on PostgreSQL its row keeps two settlements of one owner apart, which would both
    // round by the same remainder of a lot, and in one order nobody waits for each other.
    if !accounts::change(conn, account, Credits::ZERO, negative(hold.amount)).await? {
        return Err(Error::Refused("less is held than the hold has"));
    }
    let (parts, lots) = lots::list_of_hold(conn, hold.id).await?;
    let settlement = ledger::settle(&parts, &lots, terms.captured, account, terms.split, terms.at)?;
    let mut gone = Credits::ZERO;
    for (place, part) in (0i64..).zip(&settlement.parts) {
        let out = part.captured.plus(part.expired).ok_or(Error::Refused("a part leaves its range"))?;
        gone = gone.plus(out).ok_or(Error::Refused("the parts leave their range"))?;
        lots::settle(conn, part.lot.id, out, part.held).await?;
        if part.captured > Credits::ZERO {
            holds::capture_part(conn, hold.id, place, part.captured).await?;
        }
    }
    if gone > Credits::ZERO && !accounts::change(conn, account, negative(gone), Credits::ZERO).await? {
        return Err(Error::Refused("the balance would leave its range"));
    }
    if let Some(capture) = &settlement.capture {
        post_in(
            conn,
            &heading(hold, terms, "capture", terms.capture_id, &terms.memo),
            capture,
            Some(terms.split.creator),
        )
        .await?;
    }
    if let Some(expiry) = &settlement.expiry {
        post_in(conn, &heading(hold, terms, "expire", terms.expiry_id, "Expired while held"), expiry, None).await?;
    }
    let closing = Closing {
        captured: settlement.captured,
        to_creator: settlement.to_creator,
        to_platform: settlement.to_platform,
        at: terms.at,
    };
    close(conn, hold, &closing).await?;
    if let (Some((key, month)), Some(rest)) = (hold.key, hold.amount.minus(settlement.captured))
        && rest > Credits::ZERO
    {
        api_keys::give_back(conn, key, rest, month).await?;
    }
    Ok(())
}

async fn close_empty(conn: &mut Conn<'_>, hold: &OpenHold, terms: &Terms) -> Result<(), Error> {
    if terms.captured != Credits::ZERO {
        return Err(Error::Refused("nothing was held"));
    }
    let nothing = domain::credits::Usd::ZERO;
    close(conn, hold, &Closing { captured: Credits::ZERO, to_creator: nothing, to_platform: nothing, at: terms.at })
        .await
}

async fn close(conn: &mut Conn<'_>, hold: &OpenHold, closing: &Closing) -> Result<(), Error> {
    if holds::close(conn, hold.id, closing).await? { Ok(()) } else { Err(Error::Refused("the hold is closed already")) }
}

fn heading(hold: &OpenHold, terms: &Terms, what: &str, id: TransactionId, memo: &str) -> Heading {
    Heading {
        id,
        external_id: format!("{what}:{}", terms.run),
        owner_id: hold.owner_id,
        run_id: Some(terms.run),
        memo: memo.to_owned(),
        at: terms.at,
    }
}
