//! Ledger accounts. Only customers' accounts store their sums.

use std::collections::HashMap;

use domain::credits::Credits;
use domain::id::{AccountId, OwnerId, PLATFORM};
use domain::ledger::{Balance, PlatformAccount};
use domain::time::Timestamp;

use crate::conn::{Conn, Dialect, execute, execute_rows, fetch, fetch_rows, of_rows};
use crate::error::{StoreError, read};

/// A customer's account of credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerAccount {
    /// Which.
    pub id: AccountId,
    /// Its sums.
    pub balance: Balance,
}

/// Opens a customer's account of credits, if there is none.
pub async fn open_customers(
    conn: &mut Conn<'_>,
    id: AccountId,
    owner: OwnerId,
    at: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO accounts (id, owner_id, kind, asset, posted, held, created_at)
        VALUES ($1, $2, 'customer', 'credit', 0, 0, $3) ON CONFLICT (owner_id, kind) DO NOTHING";
    execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(owner.to_string()).bind(at.as_micros()))?;
    Ok(())
}

/// Opens an account of the platform, or of what is owed to a creator, if there is none.
pub async fn open_platforms(conn: &mut Conn<'_>, account: PlatformAccount, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO accounts (id, owner_id, kind, asset, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO NOTHING";
    execute!(
        conn,
        sqlx::query(SQL)
            .bind(account.id().to_string())
            .bind(account.owner().to_string())
            .bind(account.kind())
            .bind(account.asset().as_str())
            .bind(at.as_micros())
    )?;
    Ok(())
}

/// A customer's account of credits.
pub async fn find_customers(conn: &mut Conn<'_>, owner: OwnerId) -> Result<Option<CustomerAccount>, StoreError> {
    const SQL: &str = "SELECT id, posted, held FROM accounts WHERE owner_id = $1 AND kind = 'customer'";
    let row: Option<(String, i64, i64)> = fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()), fetch_optional)?;
    row.map(|(id, posted, held)| {
        Ok(CustomerAccount {
            id: read("accounts", "id", &id, str::parse)?,
            balance: Balance::new(Credits::from_micro(posted), Credits::from_micro(held)),
        })
    })
    .transpose()
}

/// Sets credits of owners aside, each of another one, and gives the accounts of those who have so much.
pub async fn hold_of_owners(
    conn: &mut Conn<'_>,
    amounts: &[(OwnerId, Credits)],
) -> Result<HashMap<OwnerId, AccountId>, StoreError> {
    const HEAD: &str = "UPDATE accounts SET held = held + given.column2 FROM (";
    const TAIL: &str =
        ") AS given WHERE owner_id = given.column1 AND kind = 'customer' AND posted - held >= given.column2
        RETURNING owner_id, id";
    if amounts.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = of_rows(conn.dialect(), HEAD, 2, amounts.len(), TAIL);
    let rows: Vec<(String, String)> = fetch_rows!(conn, sql, amounts.len() == 1, amounts, query, (owner, amount) => query
        .bind(owner.to_string())
        .bind(amount.micro()))?;
    rows.into_iter()
        .map(|(owner, id)| {
            Ok((read("accounts", "owner_id", &owner, str::parse)?, read("accounts", "id", &id, str::parse)?))
        })
        .collect()
}

/// Sets `amount` aside if it is there. `false` where it is not: the condition stands in the write.
pub async fn hold(conn: &mut Conn<'_>, id: AccountId, amount: Credits) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE accounts SET held = held + $2 WHERE id = $1 AND posted - held >= $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(amount.micro()))? == 1)
}

/// Adds to the sums of a customer's account; `false` where a sum would leave its range.
pub async fn change(conn: &mut Conn<'_>, id: AccountId, posted: Credits, held: Credits) -> Result<bool, StoreError> {
    Ok(change_all(conn, &[AccountChange { id, posted, held }]).await? == 1)
}

/// What is added to the sums of a customer's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountChange {
    /// Which.
    pub id: AccountId,
    /// To what is posted.
    pub posted: Credits,
    /// To what of it is held.
    pub held: Credits,
}

/// Adds to the sums of customers' accounts, each another one; how many. One of which a sum would leave its range is not
/// counted.
pub async fn change_all(conn: &mut Conn<'_>, changes: &[AccountChange]) -> Result<u64, StoreError> {
    const HEAD: &str = "UPDATE accounts SET posted = posted + given.column2, held = held + given.column3 FROM (";
    const TAIL: &str =
        ") AS given WHERE id = given.column1 AND posted + given.column2 >= 0 AND held + given.column3 >= 0
        AND held + given.column3 <= posted + given.column2";
    if changes.is_empty() {
        return Ok(0);
    }
    let sql = of_rows(conn.dialect(), HEAD, 3, changes.len(), TAIL);
    execute_rows!(conn, sql, changes.len() == 1, changes, query, change => query
        .bind(change.id.to_string())
        .bind(change.posted.micro())
        .bind(change.held.micro()))
}

/// Keeps everybody else from these accounts until the transaction ends, taken in the order of their ids so that nobody waits
/// for each other. SQLite has one writer, so there is nobody else.
pub async fn lock(conn: &mut Conn<'_>, ids: &[AccountId]) -> Result<(), StoreError> {
    const HEAD: &str = "SELECT id FROM accounts WHERE id IN (";
    if ids.is_empty() || conn.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    let sql = of_rows(conn.dialect(), HEAD, 1, ids.len(), ") ORDER BY id FOR NO KEY UPDATE");
    let _: Vec<(String,)> = fetch_rows!(conn, sql, ids.len() == 1, ids, query, id => query.bind(id.to_string()))?;
    Ok(())
}

/// Opens the platform's own accounts.
pub async fn open_all_platforms(conn: &mut Conn<'_>, at: Timestamp) -> Result<(), StoreError> {
    use PlatformAccount::{Clearing, CreatorPayable, DeferredRevenue, Expired, Issued, Redeemed, Revenue};
    for account in [Issued, Redeemed, Expired, Clearing, DeferredRevenue, Revenue, CreatorPayable(PLATFORM)] {
        open_platforms(conn, account, at).await?;
    }
    Ok(())
}
