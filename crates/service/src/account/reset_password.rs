//! Choosing another password by the link of a letter.

use domain::account::check_password;
use domain::id::MailId;
use store::mail_tokens::{self, Purpose};
use store::{Conn, Scope, mails, pending_sign_ins, presences, users};

use super::error::Error;
use super::preferences::zone_in;
use super::{Origin, password, token_hash};
use crate::Services;
use crate::mail::{self, Seen};

#[derive(Clone)]
struct Reset {
    services: Services,
    token: String,
    password_hash: String,
    letter: MailId,
    seen: Seen,
}

/// Whether a link would work, without using it.
pub async fn is_reset_open(services: &Services, token: &str) -> Result<bool, Error> {
    let input = (token_hash(token), services.now());
    let read = services.db().read(Scope::System, input, |conn, (token, now)| {
        Box::pin(mail_tokens::is_live(conn, token, Purpose::ResetPassword, *now))
    });
    read.await.map_err(Error::Store)
}

/// Replaces the password by the token of a letter, once. Everybody who was signed in is signed out, and the owner is told.
pub async fn reset_password(services: &Services, token: &str, password: &str, origin: &Origin) -> Result<(), Error> {
    // Before hashing: only whoever has a token makes us work.
    if !is_reset_open(services, token).await? {
        return Err(Error::BadResetLink);
    }
    check_password(password)
        .and_then(|()| password::check_common(password))
        .map_err(|misfit| Error::Invalid(vec![misfit]))?;
    let reset = Reset {
        services: services.clone(),
        token: token_hash(token),
        password_hash: password::hash(services, password).await?,
        letter: MailId::from_bits(services.clock().mint()),
        seen: origin.seen(services.now()),
    };
    services.db().write(Scope::System, reset, |conn, reset| Box::pin(reset.work(conn))).await?;
    services.letters().notify_one();
    Ok(())
}

impl Reset {
    async fn work(&self, conn: &mut Conn<'_>) -> Result<(), Error> {
        let now = self.seen.at;
        let id = mail_tokens::redeem(conn, &self.token, Purpose::ResetPassword, now).await?;
        let id = id.ok_or(Error::BadResetLink)?;
        let user = users::find(conn, id).await?.filter(|user| user.suspended_at.is_none());
        let user = user.ok_or(Error::BadResetLink)?;
        users::update_password(conn, id, &self.password_hash).await?;
        mail_tokens::void(conn, id, Purpose::ResetPassword, now).await?;
        pending_sign_ins::end_all(conn, id, now).await?;
        presences::end_others(conn, user.owner_id, None, now).await?;
        let zone = zone_in(conn, id).await?;
        mails::insert(conn, &mail::password_was_reset(&self.services, self.letter, &user, &self.seen, &zone)).await?;
        Ok(())
    }
}
