//! Another letter to prove an address.

use domain::account::Viewer;
use store::mail_tokens::{self, Purpose};
use store::{Scope, mails};

use super::error::Error;
use super::register::LINK_LIFE;
use super::{me, token_hash};
use crate::clock::secret_token;
use crate::{Services, mail};

/// Sends another letter; the link in the one before works no more.
pub async fn resend_verification(services: &Services, viewer: &Viewer) -> Result<(), Error> {
    let user = me(services, viewer).await?;
    if user.email_verified_at.is_some() {
        return Err(Error::AlreadyVerified);
    }
    services.limits().letter(&user.email)?;
    let token = secret_token();
    let now = services.now();
    let letter = mail::verify_email(services, &user, &token, now);
    let input = (user, token_hash(&token), letter, now);
    services
        .db()
        .write(Scope::System, input, |conn, (user, token, letter, now)| {
            Box::pin(async move {
                let expires_at = now.plus(LINK_LIFE);
                mail_tokens::insert(conn, token, user.owner_id, user.id, Purpose::VerifyEmail, *now, expires_at)
                    .await?;
                mails::insert(conn, letter).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    services.letters().notify_one();
    Ok(())
}
