//! Taking a code, once.

use domain::id::UserId;
use domain::time::Timestamp;
use store::Conn;
use store::second_factors::{self, SecondFactor};

use super::secret::{Secret, plain};
use crate::Services;
use crate::account::error::Error;
use crate::account::token_hash;

/// The second factor that a sign-in of this person needs, if it has one.
pub(in crate::account) async fn find_confirmed(
    conn: &mut Conn<'_>,
    user: UserId,
) -> Result<Option<SecondFactor>, Error> {
    Ok(second_factors::find(conn, user).await?.filter(|factor| factor.confirmed_at.is_some()))
}

/// Whether the code is right: the app's, or a recovery code. It is used up by this.
pub(in crate::account) async fn take(
    conn: &mut Conn<'_>,
    services: &Services,
    factor: &SecondFactor,
    code: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let code = plain(code);
    if code.len() > 6 {
        return Ok(second_factors::use_code(conn, factor.user_id, &recovery_hash(factor.user_id, &code), now).await?);
    }
    let secret = Secret::open(services, factor.user_id, &factor.sealed)?;
    match secret.step_of(&code, now)? {
        Some(step) => Ok(second_factors::take_step(conn, factor.user_id, step).await?),
        None => Ok(false),
    }
}

/// What is kept of a recovery code.
pub(super) fn recovery_hash(user: UserId, plain_code: &str) -> String {
    token_hash(&format!("recovery code of {user}: {plain_code}"))
}
