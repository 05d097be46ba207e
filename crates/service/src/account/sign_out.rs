//! Signing out by browser.

use store::{Scope, sessions};

use super::error::Error;
use super::token_hash;
use crate::Services;

/// Ends the session of that token; an unknown one is ended already.
pub async fn sign_out(services: &Services, session_token: &str) -> Result<(), Error> {
    let input = (token_hash(session_token), services.now());
    services.db().write(Scope::System, input, |conn, (token, now)| Box::pin(sessions::end(conn, token, *now))).await?;
    Ok(())
}
