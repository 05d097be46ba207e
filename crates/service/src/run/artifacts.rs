//! The files that a run made.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{OwnerId, RunId};
use domain::time::Timestamp;
use serde::Serialize;
use store::artifacts::StoredArtifact;
use store::{Scope, artifacts as rows};

use super::error::Error;
use super::show::found;
use crate::Services;

/// A file that a run made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArtifactInfo {
    /// Unique in the run.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content in hexadecimal.
    pub sha256: String,
    /// When it was made.
    pub created_at: Timestamp,
}

impl From<StoredArtifact> for ArtifactInfo {
    fn from(stored: StoredArtifact) -> Self {
        let StoredArtifact { name, media_type, bytes, sha256, created_at } = stored;
        Self { name, media_type, bytes, sha256, created_at }
    }
}

/// The files of a run of the viewer, by name.
pub async fn artifacts(services: &Services, viewer: &Viewer, run: RunId) -> Result<Vec<ArtifactInfo>, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    found(services, owner, run).await?;
    let files = services
        .db()
        .read(Scope::Owner(owner), (owner, run), |conn, (owner, run)| Box::pin(rows::list(conn, *owner, *run)))
        .await
        .map_err(Error::Store)?;
    Ok(files.into_iter().map(ArtifactInfo::from).collect())
}

/// A file of a run of the viewer, with its content.
pub async fn artifact(
    services: &Services,
    viewer: &Viewer,
    run: RunId,
    name: &str,
) -> Result<(ArtifactInfo, Vec<u8>), Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    found(services, owner, run).await?;
    with_content(services, owner, run, name).await
}

/// A file of a run that may be seen, with its content.
pub(super) async fn with_content(
    services: &Services,
    owner: OwnerId,
    run: RunId,
    name: &str,
) -> Result<(ArtifactInfo, Vec<u8>), Error> {
    // No file has such a name, and PostgreSQL takes no such text.
    if name.contains('\0') {
        return Err(Error::NotFound);
    }
    let input = (owner, run, name.to_owned());
    let file = services
        .db()
        .read(Scope::Owner(owner), input, |conn, (owner, run, name)| Box::pin(rows::find(conn, *owner, *run, name)));
    let info: ArtifactInfo = file.await.map_err(Error::Store)?.ok_or(Error::NotFound)?.into();
    let bytes = services.blobs().get(owner, &info.sha256).await?.ok_or(Error::NotFound)?;
    Ok((info, bytes))
}

/// The first bytes of a file of a run of the viewer, at most so many: enough for a look into it, however large it is.
pub async fn artifact_beginning(
    services: &Services,
    viewer: &Viewer,
    info: &ArtifactInfo,
    most: u32,
) -> Result<Vec<u8>, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    services.blobs().beginning(owner, &info.sha256, most).await?.ok_or(Error::NotFound)
}
