//! Whoever is asking, from what the request carries.

use domain::account::{Means, OwnerKind, User, Viewer};
use domain::id::{OwnerId, UserId};
use domain::time::Micros;
use store::{Scope, refresh_tokens, sessions, users};

use super::error::Error;
use super::sign_in::SESSION_IDLE;
use super::{token, token_hash};
use crate::Services;

/// `last_seen` is written this often at most.
const TOUCH_AFTER: Micros = Micros::hours(1);

/// Who the session of that token speaks for: nobody, for an unknown or ended one.
pub async fn viewer_of_session(services: &Services, session_token: &str) -> Result<Viewer, Error> {
    let now = services.now();
    let input = (token_hash(session_token), now, now.minus(SESSION_IDLE));
    let speaker = services
        .db()
        .read(Scope::System, input, |conn, (token, now, idle)| Box::pin(sessions::find_live(conn, token, *now, *idle)))
        .await
        .map_err(Error::Store)?;
    let Some(speaker) = speaker else { return Ok(Viewer::Anonymous) };
    if now.since(speaker.last_seen_at) > TOUCH_AFTER {
        let services = services.clone();
        // Off the request: nobody waits for it.
        tokio::spawn(async move {
            let input = (speaker.session_id, now);
            let touched = services
                .db()
                .write(Scope::System, input, |conn, (id, at)| Box::pin(sessions::touch(conn, *id, *at)))
                .await;
            if let Err(error) = touched {
                tracing::warn!(%error, "last_seen could not be written");
            }
        });
    }
    Ok(Viewer::Person {
        actor: speaker.user_id,
        acting_for: speaker.owner_id,
        owner_kind: OwnerKind::User,
        role: speaker.role,
        is_verified: speaker.is_verified,
        has_second_factor: speaker.gave_second_factor,
        means: Means::Session(speaker.session_id),
    })
}

/// Who an access token speaks for. Role, suspension and whether its sign-in was ended are read from the database.
pub async fn viewer_of_bearer(services: &Services, access_token: &str) -> Result<Viewer, Error> {
    let now = services.now();
    let (user, family) = token::check(services, access_token, now).ok_or(Error::Unauthenticated)?;
    let speaker = services
        .db()
        .read(Scope::System, (user, family, now), |conn, (user, family, now)| {
            Box::pin(refresh_tokens::find_speaker(conn, *family, *user, *now))
        })
        .await
        .map_err(Error::Store)?
        .ok_or(Error::Unauthenticated)?;
    Ok(Viewer::Person {
        actor: user,
        acting_for: speaker.owner_id,
        owner_kind: OwnerKind::User,
        role: speaker.role,
        is_verified: speaker.is_verified,
        has_second_factor: speaker.gave_second_factor,
        means: Means::Token(family),
    })
}

pub(super) async fn find_user(services: &Services, id: UserId) -> Result<Option<User>, Error> {
    services.db().read(Scope::System, id, |conn, id| Box::pin(users::find(conn, *id))).await.map_err(Error::Store)
}

/// The viewer that `guildhall run --as` stands for. Only for the command line, which has the database anyway.
pub async fn find_owner_by_login(services: &Services, login: &str) -> Result<Option<(OwnerId, Viewer)>, Error> {
    let login = login.trim().to_lowercase();
    let found = services
        .db()
        .read(Scope::System, login, |conn, login| Box::pin(users::find_by_login(conn, login)))
        .await
        .map_err(Error::Store)?;
    Ok(found.map(|found| {
        let user = found.user;
        let viewer = Viewer::Person {
            actor: user.id,
            acting_for: user.owner_id,
            owner_kind: OwnerKind::User,
            role: user.role,
            is_verified: user.email_verified_at.is_some(),
            has_second_factor: false,
            means: Means::Command,
        };
        (user.owner_id, viewer)
    }))
}
