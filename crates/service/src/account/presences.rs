//! Where the viewer is signed in, and ending that.

use domain::account::{Means, Presence, PresenceId, Viewer};
use store::{Scope, presences};

use super::error::Error;
use super::me::managed;
use super::sign_in::SESSION_IDLE;
use crate::Services;

/// Sessions, and families, shown at most.
const SHOWN: i64 = 100;

/// The session or family that asks.
pub(super) fn current(viewer: &Viewer) -> Option<PresenceId> {
    match viewer {
        Viewer::Person { means: Means::Session(id), .. } => Some(PresenceId::Session(*id)),
        Viewer::Person { means: Means::Token(id), .. } => Some(PresenceId::Family(*id)),
        _ => None,
    }
}

/// Where the viewer is signed in now: the one that asks first, then the last seen.
pub async fn list_presences(services: &Services, viewer: &Viewer) -> Result<Vec<Presence>, Error> {
    let user = managed(services, viewer).await?;
    let now = services.now();
    let input = (user.owner_id, now, now.minus(SESSION_IDLE));
    let mut found = services
        .db()
        .read(Scope::Owner(user.owner_id), input, |conn, (owner, now, idle_since)| {
            Box::pin(async move {
                let mut all = presences::list_sessions(conn, *owner, *now, *idle_since, SHOWN).await?;
                all.extend(presences::list_families(conn, *owner, *now, SHOWN).await?);
                Ok::<_, Error>(all)
            })
        })
        .await?;
    let current = current(viewer);
    for presence in &mut found {
        presence.is_current = Some(presence.id) == current;
    }
    found.sort_by_key(|presence| (!presence.is_current, std::cmp::Reverse(presence.last_seen_at)));
    Ok(found)
}

/// Ends one of the viewer's sessions or families. One that is not the viewer's is not there.
pub async fn end_presence(services: &Services, viewer: &Viewer, id: PresenceId) -> Result<(), Error> {
    let user = managed(services, viewer).await?;
    let input = (user.owner_id, id, services.now());
    let is_ended = services
        .db()
        .write(Scope::Owner(user.owner_id), input, |conn, (owner, id, now)| {
            Box::pin(presences::end(conn, *owner, *id, *now))
        })
        .await?;
    if is_ended { Ok(()) } else { Err(Error::NotFound) }
}

/// Ends all of the viewer's sessions and families but the one that asks.
pub async fn end_other_presences(services: &Services, viewer: &Viewer) -> Result<(), Error> {
    let user = managed(services, viewer).await?;
    let input = (user.owner_id, current(viewer), services.now());
    services
        .db()
        .write(Scope::Owner(user.owner_id), input, |conn, (owner, kept, now)| {
            Box::pin(presences::end_others(conn, *owner, *kept, *now))
        })
        .await?;
    Ok(())
}
