//! Proving an address, and the welcome that comes with it.

use domain::account::User;
use domain::credits::Credits;
use domain::id::{LotId, TransactionId};
use store::mail_tokens::{self, Purpose};
use store::welcomes::{self, WelcomeMark};
use store::{Scope, users};

use super::error::Error;
use super::token_hash;
use crate::Services;
use crate::ledger::issue::{self, Issue};
use crate::trial::Marks;

/// What a new customer is given to try Guildhall with.
pub const WELCOME: Credits = Credits::whole(100);

/// Somebody whose address is proven.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The person.
    pub user: User,
    /// Whether welcome credits came with it: not where the address was proven before, or where the same device, or the
    /// same browser in the same network, brought some already.
    pub is_welcomed: bool,
}

/// Proves an address by the token of a letter, and grants the welcome credits, once for each person.
///
/// A person is told by the marks of the sign-up and of the device on which the letter is opened. The network where it is
/// opened tells nothing: many read their letters elsewhere.
pub async fn verify_email(services: &Services, token: &str, marks: Option<&Marks>) -> Result<Verified, Error> {
    let now = services.now();
    let lot = LotId::from_bits(services.clock().mint());
    let transaction = TransactionId::from_bits(services.clock().mint());
    let here: Vec<WelcomeMark> = marks.and_then(Marks::of_device).into_iter().collect();
    let input = (token_hash(token), now, lot, transaction, here);
    services
        .db()
        .write(Scope::System, input, |conn, (token, now, lot, transaction, here)| {
            Box::pin(async move {
                let user = mail_tokens::redeem(conn, token, Purpose::VerifyEmail, *now).await?.ok_or(Error::BadLink)?;
                let is_first = users::verify_email(conn, user, *now).await?;
                let user = users::find(conn, user).await?.ok_or(Error::BadLink)?;
                let mut marks = welcomes::take(conn, user.owner_id).await?;
                marks.extend(here.iter().filter(|mark| !marks.contains(mark)).cloned().collect::<Vec<_>>());
                let is_welcomed = is_first && welcomes::grant(conn, user.owner_id, &marks, *now).await?;
                if is_welcomed {
                    let grant = Issue::granted(*lot, *transaction, user.owner_id, WELCOME)
                        .named(format!("welcome:{}", user.id), "Welcome to Guildhall");
                    issue::issue_in(conn, &grant, *now).await?;
                }
                Ok(Verified { user, is_welcomed })
            })
        })
        .await
}
