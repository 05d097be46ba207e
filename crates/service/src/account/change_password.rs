//! Changing the password.

use domain::account::{User, Viewer, check_password};
use domain::error::FieldError;
use domain::time::Timestamp;
use store::mail_tokens::{self, Purpose};
use store::mails::Mail;
use store::{Scope, mails, pending_sign_ins, presences, users};

use super::error::Error;
use super::me::managed;
use super::{Origin, password, preferences};
use crate::{Services, mail};

#[derive(Clone)]
struct Change {
    user: User,
    checked_hash: String,
    password_hash: String,
    kept: Option<domain::account::PresenceId>,
    letter: Mail,
    now: Timestamp,
}

/// Changes the viewer's password, ends every session and family but the one that asks, and writes to the owner.
///
/// The old one is asked for, so that an open browser alone is not enough, and limited like a sign-in.
pub async fn change_password(
    services: &Services,
    viewer: &Viewer,
    old: &str,
    new: &str,
    origin: &Origin,
) -> Result<(), Error> {
    let user = managed(services, viewer).await?;
    check(old, new)?;
    services.limits().sign_in(origin.address, &user.id.to_string())?;
    let stored = services
        .db()
        .read(Scope::System, user.email.clone(), |conn, email| Box::pin(users::find_by_login(conn, email)))
        .await?;
    let checked_hash = stored.ok_or(Error::Unauthenticated)?.password_hash;
    if old.len() > 1_024 || !password::is_right(services, old, Some(checked_hash.clone())).await? {
        return Err(wrong_password());
    }
    let zone = preferences::zone_of(services, user.id).await?;
    let letter = mail::password_changed(services, &user, &origin.address.to_canonical().to_string(), &zone);
    let password_hash = password::hash(services, new).await?;
    let kept = super::presences::current(viewer);
    let change = Change { user, checked_hash, password_hash, kept, letter, now: services.now() };
    services
        .db()
        .write(Scope::System, change, |conn, change| {
            Box::pin(async move {
                let Change { user, checked_hash, password_hash, kept, letter, now } = change;
                // Changed in between: what was checked is not the password any more.
                if !users::change_password(conn, user.id, checked_hash, password_hash).await? {
                    return Err(wrong_password());
                }
                presences::end_others(conn, user.owner_id, *kept, *now).await?;
                mail_tokens::void(conn, user.id, Purpose::ResetPassword, *now).await?;
                pending_sign_ins::end_all(conn, user.id, *now).await?;
                mails::insert(conn, letter).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    services.letters().notify_one();
    Ok(())
}

fn check(old: &str, new: &str) -> Result<(), Error> {
    let mut misfits = Vec::new();
    if old.is_empty() {
        misfits.push(FieldError::new("current_password", "required", "Your password until now is needed."));
    }
    let fits = check_password(new).and_then(|()| password::check_common(new));
    let is_other = || {
        let same = FieldError::new("new_password", "same", "This is the password that you have already.");
        if old == new { Err(same) } else { Ok(()) }
    };
    if let Err(misfit) = fits.and_then(|()| is_other()) {
        misfits.push(FieldError { field: "new_password".to_owned(), ..misfit });
    }
    if misfits.is_empty() { Ok(()) } else { Err(Error::Invalid(misfits)) }
}

fn wrong_password() -> Error {
    Error::Invalid(vec![FieldError::new("current_password", "wrong", "This is not your password.")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_misfits_is_named_at_once() {
        let misfits = |old: &str, new: &str| match check(old, new) {
            Err(Error::Invalid(misfits)) => {
                misfits.into_iter().map(|one| format!("{}:{}", one.field, one.code)).collect()
            }
            _ => Vec::new(),
        };
        assert_eq!(misfits("", "short"), ["current_password:required", "new_password:length"]);
        assert_eq!(misfits("x", "Password1"), ["new_password:too_common"]);
        assert_eq!(misfits("Correct-horse-7", "Correct-horse-7"), ["new_password:same"]);
        assert!(misfits("Correct-horse-7", "Correct-horse-8").is_empty());
    }
}
