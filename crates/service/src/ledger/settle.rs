//! Closing runs' holds, many at once: a statement for each step of all of them.

use std::collections::{BTreeMap, HashMap};

use domain::credits::{Credits, Usd};
use domain::id::{AccountId, ApiKeyId, HoldId, LotId, RunId, TransactionId};
use domain::ledger::{self, HoldPart, Lot, Settlement, Split};
use domain::time::Timestamp;
use store::accounts::AccountChange;
use store::holds::{self, Closing, OpenHold};
use store::lots::LotChange;
use store::transactions::Heading;
use store::{Conn, accounts, api_keys, lots};

use super::error::Error;
use super::post::{Post, post_in};

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

/// Closes holds in the caller's transaction: captures what each run costs, gives the rest back. All of them or an error; what
/// comes of it is what came of closing them one after the other, in their order.
pub(crate) async fn settle_in(conn: &mut Conn<'_>, closing: &[(&OpenHold, Terms)]) -> Result<(), Error> {
    let mut accounts: Vec<AccountId> = closing.iter().filter_map(|(hold, _)| hold.account_id).collect();
    accounts.sort_unstable();
    accounts.dedup();
    // First the accounts, as in a hold: on PostgreSQL their rows keep two settlements of one owner apart, which would both
    // round by the same remainder of a lot, and in one order nobody waits for each other.
    accounts::lock(conn, &accounts).await?;
    let ids: Vec<HoldId> =
        closing.iter().filter(|(hold, _)| hold.account_id.is_some()).map(|(hold, _)| hold.id).collect();
    let (mut parts, lots) = lots::list_of_holds(conn, &ids).await?;
    let mut books = Books { lots, ..Books::default() };
    for (hold, terms) in closing {
        books.close(hold, terms, &parts.remove(&hold.id).unwrap_or_default())?;
    }
    books.write(conn).await
}

/// What a set of settlements comes to. Each is reckoned with the lots as those before it left them.
#[derive(Default)]
struct Books {
    lots: HashMap<LotId, Lot>,
    of_lots: BTreeMap<LotId, LotChange>,
    of_accounts: BTreeMap<AccountId, AccountChange>,
    of_keys: BTreeMap<(ApiKeyId, i64), Credits>,
    captures: Vec<(HoldId, i64, Credits)>,
    posts: Vec<Post>,
    closings: Vec<Closing>,
}

impl Books {
    fn close(&mut self, hold: &OpenHold, terms: &Terms, parts: &[HoldPart]) -> Result<(), Error> {
        let Some(account) = hold.account_id else { return self.close_empty(hold, terms) };
        let lots: Vec<Lot> = parts.iter().filter_map(|part| self.lots.get(&part.lot).copied()).collect();
        let settlement = ledger::settle(parts, &lots, terms.captured, account, terms.split, terms.at)?;
        let mut gone = Credits::ZERO;
        for (place, part) in (0i64..).zip(&settlement.parts) {
            let out = sum(part.captured, part.expired)?;
            gone = sum(gone, out)?;
            self.take(part.lot.id, out, part.held)?;
            if part.captured > Credits::ZERO {
                self.captures.push((hold.id, place, part.captured));
            }
        }
        let of_account = self.of_accounts.entry(account).or_insert(AccountChange {
            id: account,
            posted: Credits::ZERO,
            held: Credits::ZERO,
        });
        of_account.posted = rest(of_account.posted, gone)?;
        of_account.held = rest(of_account.held, hold.amount)?;
        if let Some((key, month)) = hold.key {
            let of_key = self.of_keys.entry((key, month)).or_default();
            *of_key = sum(*of_key, rest(hold.amount, settlement.captured)?)?;
        }
        self.closings.push(Closing {
            hold: hold.id,
            captured: settlement.captured,
            to_creator: settlement.to_creator,
            to_platform: settlement.to_platform,
            at: terms.at,
        });
        self.post(hold, terms, settlement);
        Ok(())
    }

    fn close_empty(&mut self, hold: &OpenHold, terms: &Terms) -> Result<(), Error> {
        if terms.captured != Credits::ZERO {
            return Err(Error::Refused("nothing was held"));
        }
        let (captured, to_creator, to_platform) = (Credits::ZERO, Usd::ZERO, Usd::ZERO);
        self.closings.push(Closing { hold: hold.id, captured, to_creator, to_platform, at: terms.at });
        Ok(())
    }

    /// Takes `spent` out of a lot and gives back `released` of what was held of it.
    fn take(&mut self, id: LotId, spent: Credits, released: Credits) -> Result<(), Error> {
        let lot = self.lots.get_mut(&id).ok_or(Error::Contended)?;
        lot.remaining = rest(lot.remaining, spent)?;
        lot.held = rest(lot.held, released)?;
        let change =
            self.of_lots.entry(id).or_insert(LotChange { lot: id, spent: Credits::ZERO, released: Credits::ZERO });
        change.spent = sum(change.spent, spent)?;
        change.released = sum(change.released, released)?;
        Ok(())
    }

    fn post(&mut self, hold: &OpenHold, terms: &Terms, settlement: Settlement) {
        if let Some(transaction) = settlement.capture {
            let heading = heading(hold, terms, "capture", terms.capture_id, &terms.memo);
            self.posts.push(Post { heading, transaction, creator: Some(terms.split.creator) });
        }
        if let Some(transaction) = settlement.expiry {
            let heading = heading(hold, terms, "expire", terms.expiry_id, "Expired while held");
            self.posts.push(Post { heading, transaction, creator: None });
        }
    }

    async fn write(self, conn: &mut Conn<'_>) -> Result<(), Error> {
        let Self { of_lots, of_accounts, of_keys, captures, posts, closings, .. } = self;
        let of_accounts: Vec<AccountChange> = of_accounts.into_values().collect();
        if accounts::change_all(conn, &of_accounts).await? != of_accounts.len() as u64 {
            return Err(Error::Refused("less is held than the hold has"));
        }
        lots::settle(conn, &of_lots.into_values().collect::<Vec<_>>()).await?;
        holds::capture_parts(conn, &captures).await?;
        post_in(conn, posts).await?;
        if holds::close(conn, &closings).await? != closings.len() as u64 {
            return Err(Error::Refused("the hold is closed already"));
        }
        for ((key, month), rest) in of_keys.into_iter().filter(|(_, rest)| *rest > Credits::ZERO) {
            api_keys::give_back(conn, key, rest, month).await?;
        }
        Ok(())
    }
}

fn sum(one: Credits, other: Credits) -> Result<Credits, Error> {
    one.plus(other).ok_or(Error::Refused("an amount leaves its range"))
}

fn rest(all: Credits, part: Credits) -> Result<Credits, Error> {
    all.minus(part).ok_or(Error::Refused("an amount leaves its range"))
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
