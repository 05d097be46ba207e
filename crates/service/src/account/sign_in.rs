//! Signing in by browser.

use std::net::IpAddr;

use domain::account::{Door, Outcome, User};
use domain::time::Micros;
use store::{Scope, sessions, users};

use super::error::Error;
use super::{Origin, enter, password};
use crate::Services;
use crate::limit::{Limited, Limits};

/// A session is over after so long, whatever happens.
pub(super) const SESSION_LIFE: Micros = Micros::days(30);
/// A session that is not used for so long is over.
pub(super) const SESSION_IDLE: Micros = Micros::days(7);

/// An address from which somebody signed in is known for so long.
const KNOWN_FOR: Micros = Micros::days(90);

/// What a right password leads to.
#[expect(clippy::large_enum_variant, reason = "it is taken apart at once")]
pub enum SignIn {
    /// A session has begun.
    Done(SignedIn),
    /// A code is to come; see [`super::second_factor::finish_sign_in`].
    NeedsCode {
        /// The pending sign-in's token, for a cookie; kept nowhere.
        pending_token: String,
    },
}

/// Somebody who signed in.
pub struct SignedIn {
    /// The person.
    pub user: User,
    /// The session's token, for the cookie; kept nowhere.
    pub session_token: String,
}

/// The person of that address or user name, if the password is right.
///
/// Limited before hashing. Wrong name, wrong password and a closed account give one answer after one time. What did not
/// succeed is noted in the account's history.
pub(super) async fn authenticate(
    services: &Services,
    login: &str,
    password: &str,
    origin: &Origin,
    door: Door,
) -> Result<User, Error> {
    let login = login.trim().to_lowercase();
    // Longer than any name or password: nothing to look up or hash.
    if login.len() > 300 || password.len() > 1_024 || login.contains('\0') {
        return Err(Error::WrongCredentials);
    }
    services.limits().sign_in(origin.address, &login)?;
    if let Err(limited) = services.limits().sign_in_from_anywhere(&login) {
        let_in_from_known(services, &login, origin.address, limited).await?;
    }
    let found = services
        .db()
        .read::<_, _, Error, _>(Scope::System, login, |conn, login| {
            Box::pin(async move { Ok(users::find_by_login(conn, login).await?) })
        })
        .await?;
    let stored = found.as_ref().map(|found| found.password_hash.clone());
    let is_right = password::is_right(services, password, stored).await?;
    let Some(user) = found.map(|found| found.user) else { return Err(Error::WrongCredentials) };
    let outcome = match (is_right, user.suspended_at) {
        (true, None) => return Ok(user),
        (true, Some(_)) => Outcome::Suspended,
        (false, _) => Outcome::WrongPassword,
    };
    enter::note_failure(services, &user, origin, door, outcome);
    Err(Error::WrongCredentials)
}

/// While an account is guessed at from everywhere, only addresses from which its owner signed in before go on.
async fn let_in_from_known(services: &Services, login: &str, address: IpAddr, limited: Limited) -> Result<(), Error> {
    let input = (login.to_owned(), services.now().minus(KNOWN_FOR));
    let known: Vec<String> = services
        .db()
        .read(Scope::System, input, |conn, (login, since)| Box::pin(sessions::addresses(conn, login, *since)))
        .await
        .map_err(Error::Store)?;
    let is_known = known.iter().filter_map(|text| text.parse().ok()).any(|known| Limits::are_one(known, address));
    if is_known { Ok(()) } else { Err(limited.into()) }
}

/// Signs in and begins a session; where the account has a second factor, waits for its code instead.
pub async fn sign_in(services: &Services, login: &str, password: &str, origin: &Origin) -> Result<SignIn, Error> {
    let user = authenticate(services, login, password, origin, Door::Browser).await?;
    enter::by_browser(services, user, origin).await
}
