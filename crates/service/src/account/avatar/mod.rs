//! A person's picture: made anew from what was sent, and served to everybody.

mod picture;

use domain::account::{User, Viewer, avatar_path};
use domain::error::FieldError;
use domain::id::OwnerId;
use store::avatars::{self, Avatar};
use store::{Scope, blobs};
use tokio::sync::Semaphore;

use super::error::Error;
use super::me::managed;
use crate::Services;

pub use picture::SIDE;

/// Bytes of a picture that is sent, at most.
pub const MAX_AVATAR_BYTES: usize = 2_000_000;

/// Pictures decoded at once in this process: each may take some 100 MB for a moment.
static DECODING: Semaphore = Semaphore::const_new(1);

/// Puts a picture in the place of the viewer's, if it can be read.
pub async fn set_avatar(services: &Services, viewer: &Viewer, bytes: Vec<u8>) -> Result<User, Error> {
    let user = managed(services, viewer).await?;
    if bytes.len() > MAX_AVATAR_BYTES {
        return Err(Error::PictureTooLarge);
    }
    let made = {
        let _permit = DECODING.acquire().await.map_err(|_| Error::Internal("shutting down"))?;
        // A decoder that panics has met a broken picture.
        tokio::task::spawn_blocking(move || picture::remade(&bytes)).await.unwrap_or(Err(picture::Misfit::Broken))
    };
    let made = made.map_err(|misfit| {
        let (code, message) = misfit.words();
        Error::Invalid(vec![FieldError::new("avatar", code, message)])
    })?;
    let avatar =
        Avatar { sha256: blobs::sha256(&made.content), media_type: made.media_type.to_owned(), content: made.content };
    let shown = User { avatar_path: Some(avatar_path(user.owner_id, &avatar.sha256)), ..user };
    let input = (shown.id, shown.owner_id, avatar, services.now());
    services
        .db()
        .write(Scope::Owner(shown.owner_id), input, |conn, (user, owner, avatar, now)| {
            Box::pin(avatars::put(conn, *user, *owner, avatar, *now))
        })
        .await?;
    Ok(shown)
}

/// Takes the viewer's picture away; initials stand for it again.
pub async fn remove_avatar(services: &Services, viewer: &Viewer) -> Result<(), Error> {
    let user = managed(services, viewer).await?;
    services
        .db()
        .write(Scope::Owner(user.owner_id), user.id, |conn, user| Box::pin(avatars::delete(conn, *user)))
        .await?;
    Ok(())
}

/// The picture of an owner with that content: its media type and its bytes. Everybody may see it.
pub async fn avatar(services: &Services, owner: OwnerId, sha256: &str) -> Result<(String, Vec<u8>), Error> {
    let found = services
        .db()
        .read(Scope::Owner(owner), (owner, sha256.to_owned()), |conn, (owner, sha256)| {
            Box::pin(avatars::find(conn, *owner, sha256))
        })
        .await?;
    found.map(|avatar| (avatar.media_type, avatar.content)).ok_or(Error::NotFound)
}
