//! Tokens for REST: a short access token, and a refresh token that is used once.

use domain::account::{Door, Outcome};
use domain::id::{MailId, SignInId, TokenFamilyId, UserId};
use domain::time::{Micros, Timestamp};
use store::refresh_tokens::{self, RefreshToken};
use store::sign_ins::{self, NewSignIn};
use store::{Conn, Scope, mails, users};

use super::error::Error;
use super::preferences::zone_in;
use super::sign_in::authenticate;
use super::{Origin, enter, token, token_hash};
use crate::Services;
use crate::clock::secret_token;
use crate::mail::{self, Seen};

/// A family of refresh tokens is over after so long.
pub(super) const FAMILY_LIFE: Micros = Micros::days(30);
/// A refresh token that is not used for so long is over.
pub(super) const IDLE_LIFE: Micros = Micros::days(7);
/// The same client may renew twice at once (two tabs, a lost answer): no reuse within so long.
const GRACE: Micros = Micros::seconds(10);

/// What a client signs its calls with.
pub struct Tokens {
    /// A JWT, sent as bearer.
    pub access_token: String,
    /// Exchanged for the next pair, once.
    pub refresh_token: String,
    /// How long the access token is good.
    pub expires_in_seconds: u64,
}

/// Signs in for REST. An account with a second factor needs a code as well.
pub async fn issue_tokens(
    services: &Services,
    login: &str,
    password: &str,
    code: Option<&str>,
    origin: &Origin,
) -> Result<Tokens, Error> {
    let user = authenticate(services, login, password, origin, Door::Api).await?;
    if code.is_some() {
        services.limits().code(user.id)?;
    }
    enter::by_token(services, &user, code, origin).await
}

/// The pair of a family whose refresh token is already kept.
pub(super) fn pair(
    services: &Services,
    user: UserId,
    family: TokenFamilyId,
    refresh_token: String,
    now: Timestamp,
) -> Result<Tokens, Error> {
    let access_token = token::sign(services, user, family, now)?;
    Ok(Tokens { access_token, refresh_token, expires_in_seconds: access_seconds() })
}

fn access_seconds() -> u64 {
    (token::ACCESS_LIFE.0 / 1_000_000).unsigned_abs()
}

#[derive(Clone)]
struct Exchange {
    services: Services,
    old: String,
    new: String,
    address: String,
    user_agent: String,
    letter: MailId,
    seen: Seen,
    reuse: SignInId,
}

/// What became of an exchange. The end of a family must be kept, so it is an answer here and an error after the commit.
enum Exchanged {
    Done(UserId, TokenFamilyId),
    Reused,
    Refused,
}

/// Exchanges a refresh token for the next pair. A second use of a token ends its whole family, and the owner is told.
pub async fn refresh_tokens(services: &Services, refresh_token: &str, origin: &Origin) -> Result<Tokens, Error> {
    let next = secret_token();
    let now = services.now();
    let exchange = Exchange {
        services: services.clone(),
        old: token_hash(refresh_token),
        new: token_hash(&next),
        address: origin.address.to_canonical().to_string(),
        user_agent: origin.shown_agent(),
        letter: MailId::from_bits(services.clock().mint()),
        seen: origin.seen(now),
        reuse: SignInId::from_bits(services.clock().mint()),
    };
    let exchanged =
        services.db().write(Scope::System, exchange, |conn, exchange| Box::pin(exchange.work(conn))).await?;
    match exchanged {
        Exchanged::Done(user, family) => pair(services, user, family, next, now),
        Exchanged::Reused => {
            services.letters().notify_one();
            Err(Error::BadRefreshToken)
        }
        Exchanged::Refused => Err(Error::BadRefreshToken),
    }
}

impl Exchange {
    async fn work(&self, conn: &mut Conn<'_>) -> Result<Exchanged, Error> {
        let now = self.seen.at;
        let Some(old) = refresh_tokens::lock(conn, &self.old).await? else { return Ok(Exchanged::Refused) };
        if old.ended_at.is_some() || old.expires_at <= now {
            return Ok(Exchanged::Refused);
        }
        if old.rotated_at.is_none() {
            if old.idle_until <= now {
                return Ok(Exchanged::Refused);
            }
            refresh_tokens::rotate(conn, &self.old, now).await?;
        } else if !self.is_parallel(&old) {
            return self.end(conn, &old).await;
        }
        let user = users::find(conn, old.user_id).await?.filter(|user| user.suspended_at.is_none());
        let Some(user) = user else { return Ok(Exchanged::Refused) };
        let family = old.family_id;
        let next = RefreshToken {
            token_hash: self.new.clone(),
            created_at: now,
            idle_until: now.plus(IDLE_LIFE),
            rotated_at: None,
            address: self.address.clone(),
            user_agent: self.user_agent.clone(),
            ..old
        };
        refresh_tokens::insert(conn, &next).await?;
        Ok(Exchanged::Done(user.id, family))
    }

    /// Whether a used token comes again from the same client so soon that it is the same renewal.
    fn is_parallel(&self, old: &RefreshToken) -> bool {
        let is_soon = old.rotated_at.is_some_and(|at| self.seen.at.since(at) <= GRACE);
        is_soon && old.address == self.address && old.user_agent == self.user_agent
    }

    /// Somebody has a copy of a token: nobody who has one of the family goes on. The owner gets a letter and a line in the
    /// history of sign-ins, once for each family.
    async fn end(&self, conn: &mut Conn<'_>, old: &RefreshToken) -> Result<Exchanged, Error> {
        tracing::warn!(family = %old.family_id, user = %old.user_id, "a refresh token was used again");
        let is_first = refresh_tokens::end_family(conn, old.family_id, self.seen.at).await?;
        if is_first && let Some(user) = users::find(conn, old.user_id).await? {
            let line = NewSignIn {
                id: self.reuse,
                owner_id: old.owner_id,
                user_id: old.user_id,
                at: self.seen.at,
                outcome: Outcome::ReusedToken,
                door: Door::Api,
                address: self.address.clone(),
                user_agent: self.user_agent.clone(),
                device_key: String::new(),
            };
            sign_ins::insert(conn, &line).await?;
            let zone = zone_in(conn, old.user_id).await?;
            mails::insert(conn, &mail::reused_token(&self.services, self.letter, &user, &self.seen, &zone)).await?;
        }
        Ok(Exchanged::Reused)
    }
}

/// Ends the family of a refresh token; an unknown one is ended already.
pub async fn revoke_tokens(services: &Services, refresh_token: &str) -> Result<(), Error> {
    let input = (token_hash(refresh_token), services.now());
    services
        .db()
        .write(Scope::System, input, |conn, (token, now)| {
            Box::pin(async move {
                if let Some(token) = refresh_tokens::find(conn, token).await? {
                    refresh_tokens::end_family(conn, token.family_id, *now).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .await
}
