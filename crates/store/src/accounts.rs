//! Ledger accounts. Only customers' accounts store their sums.

use domain::credits::Credits;
use domain::id::{AccountId, OwnerId, PLATFORM};
use domain::ledger::{Balance, PlatformAccount};
use domain::time::Timestamp;

use crate::conn::{Conn, execute, fetch};
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

/// Sets `amount` of an owner's credits aside if it is there, and gives the account: `None` where it is not there.
pub async fn hold_of_owner(
    conn: &mut Conn<'_>,
    owner: OwnerId,
    amount: Credits,
) -> Result<Option<AccountId>, StoreError> {
    const SQL: &str = "UPDATE accounts SET held = held + $2
        WHERE owner_id = $1 AND kind = 'customer' AND posted - held >= $2 RETURNING id";
    let row: Option<(String,)> =
        fetch!(conn, sqlx::query_as(SQL).bind(owner.to_string()).bind(amount.micro()), fetch_optional)?;
    row.map(|(id,)| read("accounts", "id", &id, str::parse)).transpose()
}

/// Sets `amount` aside if it is there. `false` where it is not: the condition stands in the write.
pub async fn hold(conn: &mut Conn<'_>, id: AccountId, amount: Credits) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE accounts SET held = held + $2 WHERE id = $1 AND posted - held >= $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(amount.micro()))? == 1)
}

/// Adds to the sums of a customer's account; `false` where a sum would leave its range.
pub async fn change(conn: &mut Conn<'_>, id: AccountId, posted: Credits, held: Credits) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE accounts SET posted = posted + $2, held = held + $3
        WHERE id = $1 AND posted + $2 >= 0 AND held + $3 >= 0 AND held + $3 <= posted + $2";
    Ok(execute!(conn, sqlx::query(SQL).bind(id.to_string()).bind(posted.micro()).bind(held.micro()))? == 1)
}

/// Opens the platform's own accounts.
pub async fn open_all_platforms(conn: &mut Conn<'_>, at: Timestamp) -> Result<(), StoreError> {
    use PlatformAccount::{Clearing, CreatorPayable, DeferredRevenue, Expired, Issued, Redeemed, Revenue};
    for account in [Issued, Redeemed, Expired, Clearing, DeferredRevenue, Revenue, CreatorPayable(PLATFORM)] {
        open_platforms(conn, account, at).await?;
    }
    Ok(())
}
