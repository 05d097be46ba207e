//! The viewer's runs with what was given and what came out, some at a time: no export is ever whole in memory.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{OwnerId, RunId};
use domain::run::Run;
use store::Scope;
use store::history::{self, Filter};

use super::Narrowing;
use crate::Services;
use crate::run::error::Error;
use crate::run::names::named;

/// Runs read at once. Each may have an input and an output of megabytes.
const AT_ONCE: i64 = 50;

/// An export under way.
pub struct Export {
    services: Services,
    owner: OwnerId,
    filter: Filter,
    before: Option<RunId>,
    is_over: bool,
}

/// Begins an export of the viewer's runs that fit, newest first.
pub fn export(services: &Services, viewer: &Viewer, narrowing: &Narrowing) -> Result<Export, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let filter = narrowing.read(&services.catalogue().load())?;
    Ok(Export { services: services.clone(), owner, filter, before: None, is_over: false })
}

impl Export {
    /// The next runs; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<Run>>, Error> {
        if self.is_over {
            return Ok(None);
        }
        let input = (self.owner, self.filter.clone(), self.before);
        let (whole, last, count) = self
            .services
            .db()
            .read(Scope::Owner(self.owner), input, |conn, (owner, filter, before)| {
                Box::pin(history::list_whole(conn, *owner, filter, *before, AT_ONCE))
            })
            .await
            .map_err(Error::Store)?;
        self.is_over = count < AT_ONCE;
        self.before = last;
        let snapshot = self.services.catalogue().load();
        Ok(Some(whole.into_iter().map(|run| named(&snapshot, run, None)).collect()))
    }
}
