//! Proving an address, and the welcome that comes with it.

use domain::account::User;
use domain::credits::Credits;
use domain::id::{LotId, TransactionId};
use store::mail_tokens::{self, Purpose};
use store::{Scope, users};

use super::error::Error;
use super::token_hash;
use crate::Services;
use crate::ledger::issue::{self, Issue};

/// What a new customer is given to try Guildhall with.
pub(super) const WELCOME: Credits = Credits::whole(100);

/// Proves an address by the token of a letter, and grants the welcome credits, once.
pub async fn verify_email(services: &Services, token: &str) -> Result<User, Error> {
    let now = services.now();
    let lot = LotId::from_bits(services.clock().mint());
    let transaction = TransactionId::from_bits(services.clock().mint());
    let input = (token_hash(token), now, lot, transaction);
    services
        .db()
        .write(Scope::System, input, |conn, (token, now, lot, transaction)| {
            Box::pin(async move {
                let user = mail_tokens::redeem(conn, token, Purpose::VerifyEmail, *now).await?.ok_or(Error::BadLink)?;
                let is_first = users::verify_email(conn, user, *now).await?;
                let user = users::find(conn, user).await?.ok_or(Error::BadLink)?;
                if is_first {
                    let grant = Issue::granted(*lot, *transaction, user.owner_id, WELCOME)
                        .named(format!("welcome:{}", user.id), "Welcome to Guildhall");
                    issue::issue_in(conn, &grant, *now).await?;
                }
                Ok(user)
            })
        })
        .await
}
