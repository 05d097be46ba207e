//! What a person chose.

use domain::account::{Action, Preferences, Theme, User, Viewer, authorised_owner};
use domain::credits::Credits;
use domain::error::FieldError;
use domain::id::UserId;
use domain::time::Zone;
use store::{Conn, Scope, StoreError, preferences as stored};

use super::error::Error;
use super::me::managed;
use crate::{Services, zone};

/// What the viewer chose.
pub async fn preferences(services: &Services, viewer: &Viewer) -> Result<Preferences, Error> {
    authorised_owner(viewer, Action::SeeAccount)?;
    let actor = viewer.actor().ok_or(Error::Unauthenticated)?;
    of_user(services, actor).await
}

/// Puts what the viewer chooses in the place of what it chose before.
pub async fn choose_preferences(
    services: &Services,
    viewer: &Viewer,
    chosen: Preferences,
) -> Result<Preferences, Error> {
    let user = managed(services, viewer).await?;
    let chosen = checked(chosen)?;
    keep(services, &user, chosen.clone()).await?;
    Ok(chosen)
}

/// Keeps the colours that the viewer chose, and everything else as it was.
pub async fn choose_theme(services: &Services, viewer: &Viewer, theme: Theme) -> Result<(), Error> {
    let user = managed(services, viewer).await?;
    let before = of_user(services, user.id).await?;
    keep(services, &user, Preferences { theme: Some(theme), ..before }).await
}

/// Refuses a ceiling above the viewer's own, unless there was a further yes. For pages: a program names its ceiling itself.
pub async fn check_own_ceiling(
    services: &Services,
    viewer: &Viewer,
    ceiling: Credits,
    is_confirmed: bool,
) -> Result<(), Error> {
    if is_confirmed || viewer.actor().is_none() || !preferences(services, viewer).await?.asks_before(ceiling) {
        return Ok(());
    }
    let message = "Tick this to start a run that may cost more than you want to spend unasked.";
    Err(Error::Invalid(vec![FieldError::new("confirm_ceiling", "required", message)]))
}

fn checked(mut chosen: Preferences) -> Result<Preferences, Error> {
    let mut misfits = Vec::new();
    match zone::canonical(&chosen.time_zone) {
        Some(name) => chosen.time_zone = name,
        None => misfits.push(FieldError::new("time_zone", "unknown", "There is no time zone of that name.")),
    }
    if chosen.default_ceiling.is_some_and(|most| most.micro() < 0) {
        misfits.push(FieldError::new("default_ceiling_microcredits", "too_small", "At least 0."));
    }
    if misfits.is_empty() { Ok(chosen) } else { Err(Error::Invalid(misfits)) }
}

async fn keep(services: &Services, user: &User, chosen: Preferences) -> Result<(), Error> {
    let input = (user.id, user.owner_id, chosen, services.now());
    services
        .db()
        .write(Scope::Owner(user.owner_id), input, |conn, (user, owner, chosen, now)| {
            Box::pin(stored::put(conn, *user, *owner, chosen, *now))
        })
        .await?;
    Ok(())
}

async fn of_user(services: &Services, user: UserId) -> Result<Preferences, Error> {
    let found = services.db().read(Scope::System, user, |conn, user| Box::pin(stored::find(conn, *user))).await?;
    Ok(found.unwrap_or_default())
}

/// The name of the time zone that the viewer's times are shown in; UTC where nobody is signed in.
pub(crate) async fn time_zone(services: &Services, viewer: &Viewer) -> Result<String, Error> {
    Ok(match viewer.actor() {
        Some(actor) => of_user(services, actor).await?,
        None => Preferences::default(),
    }
    .time_zone)
}

/// The time zone that a person's times are shown in.
pub(super) async fn zone_of(services: &Services, user: UserId) -> Result<Zone, Error> {
    Ok(zone::find(&of_user(services, user).await?.time_zone))
}

/// The same within a transaction, for a letter that is written with what it tells of.
pub(super) async fn zone_in(conn: &mut Conn<'_>, user: UserId) -> Result<Zone, StoreError> {
    let chosen = stored::find(conn, user).await?.unwrap_or_default();
    Ok(zone::find(&chosen.time_zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_zone_is_known_by_any_case_and_kept_by_its_name() {
        let with = |zone: &str| Preferences { time_zone: zone.to_owned(), ..Preferences::default() };
        let kept = |zone: &str| checked(with(zone)).map(|chosen| chosen.time_zone).ok();
        assert_eq!(kept("europe/berlin").as_deref(), Some("Europe/Berlin"));
        assert_eq!(kept("UTC").as_deref(), Some("UTC"));
        for bad in ["", "Mars/Olympus", "../etc/passwd", "Europe/Berlin\0", "+01:00"] {
            assert_eq!(kept(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_ceiling_below_zero_is_none() {
        let chosen = Preferences { default_ceiling: Some(Credits::from_micro(-1)), ..Preferences::default() };
        let Err(Error::Invalid(misfits)) = checked(chosen) else { panic!("a misfit") };
        assert_eq!(misfits[0].field, "default_ceiling_microcredits");
    }
}
