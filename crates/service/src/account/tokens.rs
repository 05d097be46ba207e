//! Tokens for REST: a short access token, and a refresh token that is used once.

use domain::account::Door;
use domain::id::{TokenFamilyId, UserId};
use domain::time::{Micros, Timestamp};
use store::refresh_tokens::{self, RefreshToken};
use store::{Scope, users};

use super::error::Error;
use super::sign_in::authenticate;
use super::{Origin, enter, token, token_hash};
use crate::Services;
use crate::clock::secret_token;

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

/// Signs in for REST.
pub async fn issue_tokens(services: &Services, login: &str, password: &str, origin: &Origin) -> Result<Tokens, Error> {
    let user = authenticate(services, login, password, origin, Door::Api).await?;
    enter::by_token(services, &user, origin).await
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
    old: String,
    new: String,
    address: String,
    user_agent: String,
    now: Timestamp,
}

/// Exchanges a refresh token for the next pair. A second use of a token ends its whole family.
pub async fn refresh_tokens(services: &Services, refresh_token: &str, origin: &Origin) -> Result<Tokens, Error> {
    let next = secret_token();
    let now = services.now();
    let exchange = Exchange {
        old: token_hash(refresh_token),
        new: token_hash(&next),
        address: origin.address.to_string(),
        user_agent: origin.shown_agent(),
        now,
    };
    // The end of a family must be kept, so it is an answer here and becomes an error after the commit.
    let (user, family) = services
        .db()
        .write(Scope::System, exchange, |conn, exchange| {
            Box::pin(async move {
                let is_first = refresh_tokens::rotate(conn, &exchange.old, exchange.now).await?;
                // Read again: on PostgreSQL another exchange may have come between, and its mark decides what this one is.
                let Some(old) = refresh_tokens::find(conn, &exchange.old).await? else { return Ok::<_, Error>(None) };
                if !is_first && !is_parallel(&old, exchange) {
                    if old.rotated_at.is_some() && old.ended_at.is_none() {
                        tracing::warn!(family = %old.family_id, user = %old.user_id, "a refresh token was used again");
                        refresh_tokens::end_family(conn, old.family_id, exchange.now).await?;
                    }
                    return Ok(None);
                }
                let user = users::find(conn, old.user_id).await?.filter(|user| user.suspended_at.is_none());
                let Some(user) = user else { return Ok(None) };
                let next = RefreshToken {
                    token_hash: exchange.new.clone(),
                    created_at: exchange.now,
                    idle_until: exchange.now.plus(IDLE_LIFE),
                    rotated_at: None,
                    address: exchange.address.clone(),
                    user_agent: exchange.user_agent.clone(),
                    ..old
                };
                refresh_tokens::insert(conn, &next).await?;
                Ok(Some((user.id, next.family_id)))
            })
        })
        .await?
        .ok_or(Error::BadRefreshToken)?;
    pair(services, user, family, next, now)
}

/// Whether a used token comes again from the same client so soon that it is the same renewal.
fn is_parallel(old: &RefreshToken, exchange: &Exchange) -> bool {
    let is_soon = old.rotated_at.is_some_and(|at| exchange.now.since(at) <= GRACE);
    let is_alive = old.ended_at.is_none() && old.expires_at > exchange.now;
    is_soon && is_alive && old.address == exchange.address && old.user_agent == exchange.user_agent
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
