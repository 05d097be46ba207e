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
use store::{Conn, Scope, preferences as chosen};

use super::error::Error;
use super::sign_in::{SESSION_LIFE, SignedIn};
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

/// Begins a session of a browser.
pub(super) async fn by_browser(services: &Services, user: User, origin: &Origin) -> Result<SignedIn, Error> {
    let entry = Entry::new(services, &user, origin, Door::Browser).await?;
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
    let is_told = services
        .db()
        .write(Scope::System, (session, entry), |conn, (session, entry)| {
            Box::pin(async move {
                sessions::insert(conn, session).await?;
                entry.note(conn).await
            })
        })
        .await?;
    send(services, is_told);
    adopt(services, user.owner_id, origin).await;
    Ok(SignedIn { user, session_token })
}

/// Begins a family of tokens.
pub(super) async fn by_token(services: &Services, user: &User, origin: &Origin) -> Result<Tokens, Error> {
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
    };
    let is_told = services
        .db()
        .write(Scope::System, (first, entry), |conn, (first, entry)| {
            Box::pin(async move {
                refresh_tokens::insert(conn, first).await?;
                entry.note(conn).await
            })
        })
        .await?;
    send(services, is_told);
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
async fn adopt(services: &Services, owner: OwnerId, origin: &Origin) {
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
