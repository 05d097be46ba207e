//! Hashing and checking passwords with Argon2id (19 MiB, two passes, one lane: OWASP's first choice), one at a time per core.

use std::collections::HashSet;
use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

use domain::error::FieldError;

use super::error::Error;
use crate::Services;

/// The 30,000 commonest passwords of published breaches, in lower case, one a line, the commonest first: the list `passwords`
/// of zxcvbn 4.5.0 (MIT; its authors took it from public breach collections). See `NOTICE`.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

/// Refuses a password that everybody has, however it is capitalised.
pub(super) fn check_common(password: &str) -> Result<(), FieldError> {
    if COMMON.contains(password.to_lowercase().as_str()) {
        let message = "This is one of the commonest passwords there are. Choose another.";
        return Err(FieldError::new("password", "too_common", message));
    }
    Ok(())
}

/// A hash that no password has: checked against where there is no account, so that both answers take as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let secret = crate::clock::secret_token();
    Argon2::default().hash_password(secret.as_bytes()).map(|hash| hash.to_string()).unwrap_or_default()
});

pub(super) async fn hash(services: &Services, password: &str) -> Result<String, Error> {
    let password = password.to_owned();
    blocking(services, move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|_| Error::Internal("hashing failed"))
    })
    .await?
}

/// Whether the password is the one of `stored`; without one, takes as long and says no.
pub(super) async fn is_right(services: &Services, password: &str, stored: Option<String>) -> Result<bool, Error> {
    let password = password.to_owned();
    blocking(services, move || {
        let is_known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let Ok(hash) = PasswordHash::new(&stored) else { return false };
        Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && is_known
    })
    .await
}

/// Every password that is hashed or checked goes through here, and is counted: whoever asks about somebody that is not there
/// must cost as much as whoever is.
async fn blocking<T: Send + 'static>(
    services: &Services,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    services.count_password();
    let _permit = services.hashing().acquire().await.map_err(|_| Error::Internal("shutting down"))?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Internal("hashing stopped"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_capitals_do_not_help() {
        assert_eq!(COMMON.len(), 30_000);
        assert!(COMMON.iter().all(|word| *word == word.to_lowercase()));
        assert!(check_common("Password1").is_err());
        for common in ["Passw0rd", "Trustno1", "Letmein1", "Iloveyou1", "Football1"] {
            assert!(check_common(common).is_err(), "{common}");
        }
        assert!(check_common("Passw0rd-for-tests").is_ok());
    }
}
