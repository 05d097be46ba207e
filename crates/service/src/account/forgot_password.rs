//! Forgetting a password: a letter with a link, and nothing told to whoever asks.
//!
//! What was typed is stored and answered; only then somebody looks whether there is such an account. So neither the words of
//! the answer nor its time can tell, and the work of it is the same write for every address.

use domain::account::{User, check_email, normalised_email};
use domain::id::MailId;
use domain::time::{Micros, Timestamp};
use store::mail_tokens::{self, Purpose};
use store::{Conn, Scope, forgotten_passwords, mails, users};

use super::error::Error;
use super::{Origin, token_hash};
use crate::clock::secret_token;
use crate::{Services, mail};

/// How long the link in the letter works.
const LINK_LIFE: Micros = Micros::hours(1);
/// Looked up at once.
const AT_ONCE: i64 = 20;

/// Sends a letter to the owner of that address, if there is one. The answer is the same for every address.
pub async fn forgot_password(services: &Services, email: &str, origin: &Origin) -> Result<(), Error> {
    check_email(email).map_err(|misfit| Error::Invalid(vec![misfit]))?;
    services.limits().forgotten(origin.address)?;
    let email = normalised_email(email);
    if services.limits().letter(&email).is_err() {
        // The letters sent so far will do. Said nothing: somebody else may have asked for them.
        return Ok(());
    }
    let input = (MailId::from_bits(services.clock().mint()), email, services.now());
    services
        .db()
        .write(Scope::System, input, |conn, (id, email, now)| {
            Box::pin(forgotten_passwords::insert(conn, *id, email, *now))
        })
        .await
        .map_err(Error::Store)?;
    services.letters().notify_one();
    Ok(())
}

#[derive(Clone)]
struct Minted {
    letter: MailId,
    token: String,
}

/// Looks up the addresses that wait and writes letters to those that have an open account. Each goes to one process.
pub(crate) async fn write_reset_letters(services: &Services) -> Result<(), Error> {
    let mint = |_| Minted { letter: MailId::from_bits(services.clock().mint()), token: secret_token() };
    let input = ((0..AT_ONCE).map(mint).collect::<Vec<_>>(), services.clone(), services.now());
    let waiting: i64 =
        services.db().read(Scope::System, (), |conn, ()| Box::pin(forgotten_passwords::count(conn))).await?;
    if waiting == 0 {
        return Ok(());
    }
    services
        .db()
        .write(Scope::System, input, |conn, (minted, services, now)| {
            Box::pin(async move {
                let emails = forgotten_passwords::take(conn, AT_ONCE).await?;
                for (email, minted) in emails.iter().zip(minted) {
                    let found = users::find_by_login(conn, email).await?.map(|found| found.user);
                    if let Some(user) = found.filter(|user| user.suspended_at.is_none()) {
                        write_letter(conn, services, &user, minted, *now).await?;
                    }
                }
                Ok::<_, Error>(())
            })
        })
        .await
}

async fn write_letter(
    conn: &mut Conn<'_>,
    services: &Services,
    user: &User,
    minted: &Minted,
    now: Timestamp,
) -> Result<(), Error> {
    let (hash, end) = (token_hash(&minted.token), now.plus(LINK_LIFE));
    mail_tokens::insert(conn, &hash, user.owner_id, user.id, Purpose::ResetPassword, now, end).await?;
    mails::insert(conn, &mail::reset_password(services, minted.letter, user, &minted.token, now)).await?;
    Ok(())
}
