//! Signing in by browser.

use domain::account::User;
use domain::id::SessionId;
use domain::time::Micros;
use store::sessions::{self, NewSession};
use store::{Scope, users};

use super::error::Error;
use super::{Origin, password, token_hash};
use crate::Services;
use crate::clock::secret_token;

/// A session is over after so long, whatever happens.
pub(super) const SESSION_LIFE: Micros = Micros::days(30);
/// A session that is not used for so long is over.
pub(super) const SESSION_IDLE: Micros = Micros::days(7);

/// Somebody who signed in.
pub struct SignedIn {
    /// The person.
    pub user: User,
    /// The session's token, for the cookie; kept nowhere.
    pub session_token: String,
}

/// The person of that address or user name, if the password is right.
///
/// Limited before hashing. Wrong name, wrong password and a closed account give one answer after one time.
pub(super) async fn authenticate(
    services: &Services,
    login: &str,
    password: &str,
    origin: &Origin,
) -> Result<User, Error> {
    let login = login.trim().to_lowercase();
    // Longer than any name or password: nothing to look up or hash.
    if login.len() > 300 || password.len() > 1_024 || login.contains('\0') {
        return Err(Error::WrongCredentials);
    }
    services.limits().sign_in(origin.address, &login)?;
    let found = services
        .db()
        .read::<_, _, Error, _>(Scope::System, login, |conn, login| {
            Box::pin(async move { Ok(users::find_by_login(conn, login).await?) })
        })
        .await?;
    let stored = found.as_ref().map(|found| found.password_hash.clone());
    let is_right = password::is_right(services, password, stored).await?;
    match found.map(|found| found.user) {
        Some(user) if is_right && user.suspended_at.is_none() => Ok(user),
        _ => Err(Error::WrongCredentials),
    }
}

/// Signs in and begins a session.
pub async fn sign_in(services: &Services, login: &str, password: &str, origin: &Origin) -> Result<SignedIn, Error> {
    let user = authenticate(services, login, password, origin).await?;
    let session_token = secret_token();
    let now = services.now();
    let session = NewSession {
        id: SessionId::from_bits(services.clock().mint()),
        token_hash: token_hash(&session_token),
        owner_id: user.owner_id,
        user_id: user.id,
        address: origin.address.to_string(),
        user_agent: origin.shown_agent(),
        created_at: now,
        expires_at: now.plus(SESSION_LIFE),
    };
    services.db().write(Scope::System, session, |conn, session| Box::pin(sessions::insert(conn, session))).await?;
    Ok(SignedIn { user, session_token })
}
