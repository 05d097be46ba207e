//! Giving up a second factor whose phone and recovery codes are lost.

use domain::account::User;
use domain::id::MailId;
use domain::time::Timestamp;
use store::{Conn, Scope, mails, pending_sign_ins, second_factors, users};

use super::take::find_confirmed;
use crate::account::error::Error;
use crate::account::preferences::zone_in;
use crate::{Services, mail};

/// Turns off the second factor of whoever has that address or user name, without a code. For the command line only: whoever
/// has it has the database. The owner is told.
pub async fn give_up(services: &Services, login: &str) -> Result<User, Error> {
    let letter = MailId::from_bits(services.clock().mint());
    let input = (services.clone(), login.trim().to_lowercase(), letter, services.now());
    services
        .db()
        .write(Scope::System, input, |conn, (services, login, letter, now)| {
            Box::pin(work(conn, services, login, *letter, *now))
        })
        .await
}

async fn work(
    conn: &mut Conn<'_>,
    services: &Services,
    login: &str,
    letter: MailId,
    now: Timestamp,
) -> Result<User, Error> {
    let user = users::find_by_login(conn, login).await?.ok_or(Error::NotFound)?.user;
    if find_confirmed(conn, user.id).await?.is_none() {
        return Err(Error::NoSecondFactor);
    }
    second_factors::remove(conn, user.id).await?;
    pending_sign_ins::end_all(conn, user.id, now).await?;
    let zone = zone_in(conn, user.id).await?;
    mails::insert(conn, &mail::second_factor_given_up(services, letter, &user, now, &zone)).await?;
    Ok(user)
}
