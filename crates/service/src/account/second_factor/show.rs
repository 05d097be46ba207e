//! How a person's second factor stands.

use domain::account::Viewer;
use domain::time::Timestamp;
use store::{Scope, second_factors};

use super::SET_UP_LIFE;
use super::secret::Secret;
use crate::Services;
use crate::account::error::Error;
use crate::account::me::managed;

/// How a person's second factor stands. Never `Debug`: it may hold the secret.
pub enum SecondFactor {
    /// There is none.
    Off,
    /// It was begun, and waits for the first code.
    Begun {
        /// For the app's camera: `otpauth://totp/…`.
        link: String,
        /// The same secret for whoever types it, in base 32.
        secret: String,
        /// The recovery codes; nobody sees them again after.
        recovery_codes: Vec<String>,
    },
    /// It counts.
    On {
        /// Since when.
        since: Timestamp,
        /// Recovery codes that were not used yet.
        codes_left: i64,
    },
}

/// How the viewer's second factor stands.
pub async fn show(services: &Services, viewer: &Viewer) -> Result<SecondFactor, Error> {
    let user = managed(services, viewer).await?;
    let found = services
        .db()
        .read(Scope::Owner(user.owner_id), user.id, |conn, user| {
            Box::pin(async move {
                let codes = second_factors::codes_left(conn, *user).await?;
                Ok::<_, Error>(second_factors::find(conn, *user).await?.map(|found| (found, codes)))
            })
        })
        .await?;
    let Some((factor, codes_left)) = found else { return Ok(SecondFactor::Off) };
    if let Some(since) = factor.confirmed_at {
        return Ok(SecondFactor::On { since, codes_left });
    }
    if services.now().since(factor.created_at) > SET_UP_LIFE {
        return Ok(SecondFactor::Off);
    }
    let opened = Secret::open(services, user.id, &factor.sealed)?;
    Ok(SecondFactor::Begun { link: opened.link(&user)?, secret: opened.to_base32(), recovery_codes: opened.codes })
}
