//! Confirming a second factor by its first code.

use domain::account::{Means, User, Viewer};
use domain::error::FieldError;
use domain::id::{MailId, SessionId};
use domain::time::Timestamp;
use store::{Conn, Scope, mails, second_factors, sessions};

use super::SET_UP_LIFE;
use super::secret::{Secret, plain};
use super::take::recovery_hash;
use crate::Services;
use crate::account::Origin;
use crate::account::error::Error;
use crate::account::me::managed;
use crate::account::preferences::zone_in;
use crate::mail::{self, Seen};

#[derive(Clone)]
struct Confirm {
    services: Services,
    user: User,
    code: String,
    session: Option<SessionId>,
    letter: MailId,
    seen: Seen,
}

/// From now on, signing in needs a code. The viewer's session counts as one that gave it.
pub async fn confirm(services: &Services, viewer: &Viewer, code: &str, origin: &Origin) -> Result<(), Error> {
    let user = managed(services, viewer).await?;
    services.limits().code(user.id)?;
    let session = match viewer {
        Viewer::Person { means: Means::Session(session), .. } => Some(*session),
        _ => None,
    };
    let input = Confirm {
        services: services.clone(),
        user,
        code: plain(code),
        session,
        letter: MailId::from_bits(services.clock().mint()),
        seen: origin.seen(services.now()),
    };
    services.db().write(Scope::System, input, |conn, confirm| Box::pin(confirm.work(conn))).await?;
    services.letters().notify_one();
    Ok(())
}

impl Confirm {
    async fn work(&self, conn: &mut Conn<'_>) -> Result<(), Error> {
        let (user, now) = (&self.user, self.seen.at);
        let found = second_factors::find(conn, user.id).await?;
        let begun = found.filter(|factor| now.since(factor.created_at) <= SET_UP_LIFE).ok_or(Error::NoSecondFactor)?;
        if begun.confirmed_at.is_some() {
            return Err(Error::HasSecondFactor);
        }
        let secret = Secret::open(&self.services, user.id, &begun.sealed)?;
        let step = secret.step_of(&self.code, now)?.ok_or_else(wrong_code)?;
        let kept = secret.without_codes().seal(&self.services, user.id)?;
        if !second_factors::confirm(conn, user.id, (&begun.sealed, &kept), step, now).await? {
            return Err(Error::HasSecondFactor);
        }
        self.keep_codes(conn, &secret.codes, now).await?;
        if let Some(session) = self.session {
            sessions::note_second_factor(conn, session, now).await?;
        }
        let zone = zone_in(conn, user.id).await?;
        mails::insert(conn, &mail::second_factor_on(&self.services, self.letter, user, &self.seen, &zone)).await?;
        Ok(())
    }

    async fn keep_codes(&self, conn: &mut Conn<'_>, codes: &[String], now: Timestamp) -> Result<(), Error> {
        for code in codes {
            let hash = recovery_hash(self.user.id, &plain(code));
            second_factors::insert_code(conn, self.user.id, self.user.owner_id, &hash, now).await?;
        }
        Ok(())
    }
}

/// A code that is not right, told at its field.
pub(super) fn wrong_code() -> Error {
    let message = "This code is not right, or it was used already. Take the one that your app shows now.";
    Error::Invalid(vec![FieldError::new("code", "wrong", message)])
}
