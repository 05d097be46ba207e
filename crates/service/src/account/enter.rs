//! Letting in whoever proved who they are: what begins, what is noted of it, and the letter about a device that was not
//! seen before, in one transaction. What did not come so far is noted too, off the request, so that an attempt on an
//! account takes no longer than one on nobody's.

use std::net::IpAddr;

use domain::account::{Device, Door, Outcome, User};
use domain::id::{OwnerId, SessionId, SignInId, TokenFamilyId};
use domain::time::Micros;
use store::mails::{self, Mail};
use store::refresh_tokens::{self, RefreshToken};
use store::sessions::{self, NewSession};
use store::sign_ins::{self, NewSignIn};
use store::{Conn, Scope, pending_sign_ins, preferences as chosen};

use super::error::Error;
use super::second_factor::{PENDING_LIFE, find_confirmed, take};
use super::sign_in::{SESSION_LIFE, SignIn, SignedIn};
use super::tokens::{FAMILY_LIFE, IDLE_LIFE, Tokens};
use super::{Origin, preferences, token_hash, tokens};
use crate::clock::secret_token;
use crate::trial::Marks;
use crate::{Services, mail, trial};

/// Attempts are kept so long.
const HISTORY: Micros = Micros::days(180);

/// What is noted of somebody who is let in.
#[derive(Clone)]
struct Entry {
    attempt: NewSignIn,
    letter: Mail,
}

impl Entry {
    async fn new(services: &Services, user: &User, origin: &Origin, door: Door) -> Result<Self, Error> {
        let attempt = attempt(services, user, origin, door, Outcome::Succeeded);
        let zone = preferences::zone_of(services, user.id).await?;
        let letter = mail::new_device(services, user, &Device::of(&attempt.user_agent), &attempt.address, &zone);
        Ok(Self { attempt, letter })
    }

    /// Notes it. `true` where a letter was written.
    async fn note(&self, conn: &mut Conn<'_>) -> Result<bool, Error> {
        let NewSignIn { user_id, at, ref device_key, .. } = self.attempt;
        let is_new = sign_ins::is_new_device(conn, user_id, device_key).await?;
        sign_ins::insert(conn, &self.attempt).await?;
        sign_ins::forget_before(conn, user_id, at.minus(HISTORY)).await?;
        let is_told = is_new && chosen::find(conn, user_id).await?.unwrap_or_default().notices.new_device;
        if is_told {
            mails::insert(conn, &self.letter).await?;
        }
        Ok(is_told)
    }
}

fn attempt(services: &Services, user: &User, origin: &Origin, door: Door, outcome: Outcome) -> NewSignIn {
    let user_agent = origin.shown_agent();
    NewSignIn {
        id: SignInId::from_bits(services.clock().mint()),
        owner_id: user.owner_id,
        user_id: user.id,
        at: services.now(),
        outcome,
        door,
        address: origin.address.to_canonical().to_string(),
        device_key: device_key(&Device::of(&user_agent), origin.address),
        user_agent,
    }
}

/// What a device is known again by: program, system and network. Versions and the last part of an address change often.
fn device_key(device: &Device, address: IpAddr) -> String {
    let network = match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4((u32::from(v4) >> 8 << 8).into()),
        IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) >> 64 << 64).into()),
    };
    let (program, system) = (device.program.as_deref(), device.system.as_deref());
    format!("{}/{}@{network}", program.unwrap_or_default(), system.unwrap_or_default())
}

/// A session that is about to begin, with what is noted of it.
#[derive(Clone)]
pub(super) struct Entering {
    session: NewSession,
    entry: Entry,
}

impl Entering {
    /// With the session's token.
    pub(super) async fn new(services: &Services, user: &User, origin: &Origin) -> Result<(Self, String), Error> {
        let entry = Entry::new(services, user, origin, Door::Browser).await?;
        let session_token = secret_token();
        let now = services.now();
        let session = NewSession {
            id: SessionId::from_bits(services.clock().mint()),
            token_hash: token_hash(&session_token),
            owner_id: user.owner_id,
            user_id: user.id,
            address: entry.attempt.address.clone(),
            user_agent: origin.shown_agent(),
            created_at: now,
            expires_at: now.plus(SESSION_LIFE),
        };
        Ok((Self { session, entry }, session_token))
    }

    /// Begins it. `true` where a letter was written.
    pub(super) async fn begin(&self, conn: &mut Conn<'_>, gave_second_factor: bool) -> Result<bool, Error> {
        sessions::insert(conn, &self.session).await?;
        if gave_second_factor {
            sessions::note_second_factor(conn, self.session.id, self.session.created_at).await?;
        }
        self.entry.note(conn).await
    }
}

/// Begins a session of a browser; where the account has a second factor, a sign-in that waits for its code.
pub(super) async fn by_browser(services: &Services, user: User, origin: &Origin) -> Result<SignIn, Error> {
    let (entering, session_token) = Entering::new(services, &user, origin).await?;
    let pending_token = secret_token();
    let begun = services
        .db()
        .write(Scope::System, (entering, token_hash(&pending_token)), |conn, (entering, pending)| {
            Box::pin(async move {
                let NewSession { owner_id, user_id, created_at, .. } = entering.session;
                if find_confirmed(conn, user_id).await?.is_none() {
                    return Ok::<_, Error>(Some(entering.begin(conn, false).await?));
                }
                let end = created_at.plus(PENDING_LIFE);
                pending_sign_ins::insert(conn, pending, owner_id, user_id, created_at, end).await?;
                Ok(None)
            })
        })
        .await?;
    let Some(is_told) = begun else { return Ok(SignIn::NeedsCode { pending_token }) };
    send(services, is_told);
    adopt(services, user.owner_id, origin).await;
    Ok(SignIn::Done(SignedIn { user, session_token }))
}

/// Begins a family of tokens. An account with a second factor needs a code.
pub(super) async fn by_token(
    services: &Services,
    user: &User,
    code: Option<&str>,
    origin: &Origin,
) -> Result<Tokens, Error> {
    let entry = Entry::new(services, user, origin, Door::Api).await?;
    let refresh_token = secret_token();
    let now = services.now();
    let family_id = TokenFamilyId::from_bits(services.clock().mint());
    let first = RefreshToken {
        token_hash: token_hash(&refresh_token),
        family_id,
        owner_id: user.owner_id,
        user_id: user.id,
        address: entry.attempt.address.clone(),
        user_agent: origin.shown_agent(),
        created_at: now,
        idle_until: now.plus(IDLE_LIFE),
        expires_at: now.plus(FAMILY_LIFE),
        rotated_at: None,
        ended_at: None,
        second_factor_at: None,
    };
    let input = (services.clone(), first, code.map(str::to_owned), entry);
    let written = services
        .db()
        .write(Scope::System, input, |conn, (services, first, code, entry)| {
            Box::pin(async move {
                let mut first = first.clone();
                if let Some(factor) = find_confirmed(conn, first.user_id).await? {
                    let code = code.as_deref().ok_or(Error::SecondFactorRequired)?;
                    if !take(conn, services, &factor, code, first.created_at).await? {
                        return Err(Error::WrongCode);
                    }
                    first.second_factor_at = Some(first.created_at);
                }
                refresh_tokens::insert(conn, &first).await?;
                entry.note(conn).await
            })
        })
        .await;
    if matches!(written, Err(Error::WrongCode)) {
        note_failure(services, user, origin, Door::Api, Outcome::WrongCode);
    }
    send(services, written?);
    adopt(services, user.owner_id, origin).await;
    tokens::pair(services, user.id, family_id, refresh_token, now)
}

fn send(services: &Services, is_told: bool) {
    if is_told {
        services.letters().notify_one();
    }
}

/// Makes what was run on this device without an account the account's. Somebody who signs in is signed in even where that
/// fails: it happens at the next sign-in then.
pub(super) async fn adopt(services: &Services, owner: OwnerId, origin: &Origin) {
    let Some(device) = origin.marks.as_ref().and_then(Marks::device) else { return };
    match trial::adopt(services, device, owner).await {
        Ok(0) => {}
        Ok(runs) => tracing::info!(runs, "a visitor's runs became an account's"),
        Err(error) => tracing::warn!(%error, "a visitor's runs could not become an account's"),
    }
}

/// Notes an attempt on an account that did not come in.
pub(super) fn note_failure(services: &Services, user: &User, origin: &Origin, door: Door, outcome: Outcome) {
    let attempt = attempt(services, user, origin, door, outcome);
    let services = services.clone();
    // Off the request: an attempt on nobody's account writes nothing, and nobody may learn by the time which it was.
    tokio::spawn(async move {
        let written = services
            .db()
            .write(Scope::System, attempt, |conn, attempt| Box::pin(sign_ins::insert(conn, attempt)))
            .await;
        if let Err(error) = written {
            tracing::warn!(%error, "an attempt to sign in could not be noted");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_known_again_in_its_network_and_through_updates() {
        let key = |agent: &str, address: &str| device_key(&Device::of(agent), address.parse().expect("an address"));
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
        let home = key(firefox, "192.0.2.7");
        assert_eq!(home, key(&firefox.replace("145", "146"), "192.0.2.99"));
        assert_eq!(home, key(firefox, "::ffff:192.0.2.7"));
        assert_ne!(home, key(firefox, "198.51.100.7"));
        assert_ne!(home, key("curl/8.5.0", "192.0.2.7"));
        assert_eq!(key("", "2001:db8::1"), key("", "2001:db8::2"));
        assert_ne!(key("", "2001:db8::1"), key("", "2001:db8:0:1::1"));
    }
}
