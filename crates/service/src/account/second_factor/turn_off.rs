//! Turning the second factor off.

use domain::account::{User, Viewer};
use domain::id::MailId;
use store::{Conn, Scope, mails, pending_sign_ins, second_factors};

use super::confirm::wrong_code;
use super::take::{find_confirmed, take};
use crate::Services;
use crate::account::Origin;
use crate::account::error::Error;
use crate::account::preferences::zone_in;
use crate::account::with_password::with_password;
use crate::mail::{self, Seen};

#[derive(Clone)]
struct TurnOff {
    services: Services,
    user: User,
    code: String,
    letter: MailId,
    seen: Seen,
}

/// The password alone signs in from now on, and no session counts as one that gave a second factor. Asks for both.
pub async fn turn_off(
    services: &Services,
    viewer: &Viewer,
    password: &str,
    code: &str,
    origin: &Origin,
) -> Result<(), Error> {
    let user = with_password(services, viewer, password, origin).await?;
    services.limits().code(user.id)?;
    let input = TurnOff {
        services: services.clone(),
        user,
        code: code.to_owned(),
        letter: MailId::from_bits(services.clock().mint()),
        seen: origin.seen(services.now()),
    };
    services.db().write(Scope::System, input, |conn, off| Box::pin(off.work(conn))).await?;
    services.letters().notify_one();
    Ok(())
}

impl TurnOff {
    async fn work(&self, conn: &mut Conn<'_>) -> Result<(), Error> {
        let (user, now) = (&self.user, self.seen.at);
        let factor = find_confirmed(conn, user.id).await?.ok_or(Error::NoSecondFactor)?;
        if !take(conn, &self.services, &factor, &self.code, now).await? {
            return Err(wrong_code());
        }
        second_factors::remove(conn, user.id).await?;
        pending_sign_ins::end_all(conn, user.id, now).await?;
        let zone = zone_in(conn, user.id).await?;
        mails::insert(conn, &mail::second_factor_off(&self.services, self.letter, user, &self.seen, &zone)).await?;
        Ok(())
    }
}
