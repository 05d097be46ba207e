//! What the viewer has.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::OwnerId;
use domain::ledger::Balance;
use store::{Scope, accounts};

use super::error::Error;
use crate::Services;

/// What the viewer has; nothing, for an owner without an account.
pub async fn balance(services: &Services, viewer: &Viewer) -> Result<Balance, Error> {
    balance_of(services, authorised_owner(viewer, Action::SeeCredits)?).await
}

/// What an owner has, for use cases that the viewer was allowed already.
pub(crate) async fn balance_of(services: &Services, owner: OwnerId) -> Result<Balance, Error> {
    let account = services
        .db()
        .read(Scope::Owner(owner), owner, |conn, owner| Box::pin(accounts::find_customers(conn, *owner)))
        .await
        .map_err(Error::Store)?;
    Ok(account.map(|account| account.balance).unwrap_or_default())
}
