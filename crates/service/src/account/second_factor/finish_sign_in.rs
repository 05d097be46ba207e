//! The second step of signing in by browser.

use domain::account::{Door, Outcome};
use domain::id::MailId;
use domain::time::Micros;
use store::{Conn, Scope, mails, pending_sign_ins, users};

use super::take::{find_confirmed, take};
use crate::Services;
use crate::account::enter::{self, Entering};
use crate::account::error::Error;
use crate::account::preferences::zone_in;
use crate::account::sign_in::SignedIn;
use crate::account::{Origin, token_hash};
use crate::mail::{self, Seen};

/// How long after the password the code may come.
pub(in crate::account) const PENDING_LIFE: Micros = Micros::minutes(10);
/// Codes that may be tried after one password.
const MAX_TRIES: i64 = 5;

#[derive(Clone)]
struct Finish {
    services: Services,
    pending: String,
    code: String,
    entering: Entering,
    letter: MailId,
    seen: Seen,
}

/// What became of a try. What was counted must be kept, so a wrong code is an answer here and an error after the commit.
enum Tried {
    Right,
    Wrong,
    Last,
    Over,
}

/// Whether a sign-in waits for its code.
pub async fn is_sign_in_pending(services: &Services, pending_token: &str) -> Result<bool, Error> {
    let input = (token_hash(pending_token), services.now());
    let found = services
        .db()
        .read(Scope::System, input, |conn, (token, now)| {
            Box::pin(pending_sign_ins::find_live(conn, token, *now, MAX_TRIES))
        })
        .await
        .map_err(Error::Store)?;
    Ok(found.is_some())
}

/// Takes the code for a pending sign-in and begins the session. The fifth wrong code ends it, and the owner is told: somebody
/// knows the password.
pub async fn finish_sign_in(
    services: &Services,
    pending_token: &str,
    code: &str,
    origin: &Origin,
) -> Result<SignedIn, Error> {
    let now = services.now();
    let pending = token_hash(pending_token);
    let user = services
        .db()
        .read(Scope::System, (pending.clone(), now), |conn, (token, now)| {
            Box::pin(async move {
                let Some(user) = pending_sign_ins::find_live(conn, token, *now, MAX_TRIES).await? else {
                    return Ok::<_, Error>(None);
                };
                Ok(users::find(conn, user).await?.filter(|user| user.suspended_at.is_none()))
            })
        })
        .await?
        .ok_or(Error::SignInOver)?;
    services.limits().code(user.id)?;
    let (entering, session_token) = Entering::new(services, &user, origin).await?;
    let finish = Finish {
        services: services.clone(),
        pending,
        code: code.to_owned(),
        entering,
        letter: MailId::from_bits(services.clock().mint()),
        seen: origin.seen(now),
    };
    let tried = services.db().write(Scope::System, finish, |conn, finish| Box::pin(finish.work(conn))).await?;
    if matches!(tried, Tried::Wrong | Tried::Last) {
        enter::note_failure(services, &user, origin, Door::Browser, Outcome::WrongCode);
    }
    services.letters().notify_one();
    match tried {
        Tried::Right => {
            enter::adopt(services, user.owner_id, origin).await;
            Ok(SignedIn { user, session_token })
        }
        Tried::Wrong => Err(Error::WrongCode),
        Tried::Last | Tried::Over => Err(Error::SignInOver),
    }
}

impl Finish {
    async fn work(&self, conn: &mut Conn<'_>) -> Result<Tried, Error> {
        let now = self.seen.at;
        let tried = pending_sign_ins::count_try(conn, &self.pending, now, MAX_TRIES).await?;
        let Some((id, tries)) = tried else { return Ok(Tried::Over) };
        let user = users::find(conn, id).await?.filter(|user| user.suspended_at.is_none());
        let (Some(user), Some(factor)) = (user, find_confirmed(conn, id).await?) else { return Ok(Tried::Over) };
        if take(conn, &self.services, &factor, &self.code, now).await? {
            pending_sign_ins::end(conn, &self.pending, now).await?;
            self.entering.begin(conn, true).await?;
            return Ok(Tried::Right);
        }
        if tries < MAX_TRIES {
            return Ok(Tried::Wrong);
        }
        let zone = zone_in(conn, id).await?;
        mails::insert(conn, &mail::guessed_codes(&self.services, self.letter, &user, &self.seen, &zone)).await?;
        Ok(Tried::Last)
    }
}
