//! What a link shows.

use domain::id::{OwnerId, RunId};
use domain::input::Values;
use domain::run::{Run, RunShare, Transcript};
use serde_json::Value;
use store::{Scope, run_shares};

use crate::Services;
use crate::account::token_hash;
use crate::run::artifacts::{ArtifactInfo, with_content};
use crate::run::error::Error;
use crate::run::show::picture_of;

/// Ours have 43 characters; a longer one is not worth hashing.
const MAX_BYTES: usize = 128;

/// A run as its link shows it. What its owner did not choose is not in it.
#[derive(Clone, Debug)]
pub struct Shared {
    /// What was chosen.
    pub share: RunShare,
    /// The agent's name in addresses.
    pub agent_slug: String,
    /// The agent's name.
    pub agent_name: String,
    /// The number of the version that ran.
    pub version: String,
    /// What happened.
    pub transcript: Transcript,
    /// What the run was given, where that is shown.
    pub input: Option<Values>,
    /// What it gave, where that is shown.
    pub output: Option<Value>,
    /// The files it made, by name, where they are shown.
    pub artifacts: Vec<ArtifactInfo>,
    /// Whose it is; told to nobody.
    owner: OwnerId,
}

/// The run that the link with this token shows.
pub async fn shared(services: &Services, token: &str) -> Result<Shared, Error> {
    let (owner, run, share) = opened(services, token).await?;
    let picture = picture_of(services, owner, run).await?;
    let mut transcript = Transcript::of(&picture.events);
    let Run { agent_slug, agent_name, version, input, output, .. } = picture.run;
    if !share.shows_files {
        transcript.artifacts.clear();
        transcript.output = None;
    }
    Ok(Shared {
        share,
        agent_slug,
        agent_name,
        version,
        transcript,
        input: input.filter(|_| share.shows_input),
        output: output.filter(|_| share.shows_files),
        artifacts: if share.shows_files { picture.artifacts } else { Vec::new() },
        owner,
    })
}

/// A file of the run that the link with this token shows, with its content.
pub async fn shared_artifact(services: &Services, token: &str, name: &str) -> Result<(ArtifactInfo, Vec<u8>), Error> {
    let (owner, run, share) = opened(services, token).await?;
    if !share.shows_files {
        return Err(Error::NotFound);
    }
    with_content(services, owner, run, name).await
}

/// The first bytes of a file that a link shows, at most so many.
pub async fn shared_beginning(
    services: &Services,
    shared: &Shared,
    info: &ArtifactInfo,
    most: u32,
) -> Result<Vec<u8>, Error> {
    // What is chosen not to be shown is not among them.
    if !shared.artifacts.contains(info) {
        return Err(Error::NotFound);
    }
    services.blobs().beginning(shared.owner, &info.sha256, most).await?.ok_or(Error::NotFound)
}

/// Whose run a token shows. Nobody is known here but by the token, so every owner's links are looked through.
async fn opened(services: &Services, token: &str) -> Result<(OwnerId, RunId, RunShare), Error> {
    if token.is_empty() || token.len() > MAX_BYTES {
        return Err(Error::NotFound);
    }
    services
        .db()
        .read(Scope::System, token_hash(token), |conn, hash| Box::pin(run_shares::open(conn, hash)))
        .await
        .map_err(Error::Store)?
        .ok_or(Error::NotFound)
}
