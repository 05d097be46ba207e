//! Making a link.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::RunId;
use domain::run::RunShare;
use store::{Scope, run_shares};

use crate::Services;
use crate::account::token_hash;
use crate::clock::secret_token;
use crate::run::error::Error;
use crate::run::show::stored;

/// What a link shows besides the steps and what the agent said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shows {
    /// What the run was given.
    pub input: bool,
    /// The files it made, and its result as data.
    pub files: bool,
}

/// A link that was just made.
#[derive(Clone)]
pub struct NewShare {
    /// What it shows.
    pub share: RunShare,
    /// The link: whoever has it sees the run, so it is in no debug text.
    pub link: String,
}

/// Makes the link of a run of the viewer that is over, and tells it, this once. One that was there ends.
pub async fn share(services: &Services, viewer: &Viewer, run: RunId, shows: Shows) -> Result<NewShare, Error> {
    let owner = authorised_owner(viewer, Action::ChangeRun)?;
    let token = secret_token();
    let share = RunShare { shows_input: shows.input, shows_files: shows.files, created_at: services.now() };
    let is_made = services
        .db()
        .write(Scope::Owner(owner), (owner, run, share, token_hash(&token)), |conn, (owner, run, share, hash)| {
            Box::pin(run_shares::put(conn, *owner, *run, share, hash))
        })
        .await
        .map_err(Error::Store)?;
    if is_made {
        let link = format!("{}/shared/{token}", services.settings().public_url);
        return Ok(NewShare { share, link });
    }
    // Not there, or erased, or not over.
    let (found, _) = stored(services, owner, run).await?;
    Err(if found.erased_at.is_some() { Error::Erased } else { Error::NotOver })
}
