//! What the form of a run that branches shows.

use domain::account::{Action, Viewer, authorised_owner};
use domain::input::FileRef;
use domain::run::{EventBody, Run};

use super::{BranchFrom, find};
use crate::run::error::Error;
use crate::run::show::show;
use crate::{Services, catalogue};

/// What can be taken over from a step of an earlier run.
#[derive(Clone, Debug, PartialEq)]
pub struct Branchable {
    /// Where it is.
    pub from: BranchFrom,
    /// The earlier run.
    pub run: Run,
    /// The titles of the steps that may be taken over, in order; the chosen one is the last.
    pub titles: Vec<String>,
    /// The files that the earlier run was given, by field: they serve where no other is given.
    pub files: Vec<(String, FileRef)>,
}

/// What a run of that agent can take over from a step of an earlier run of the viewer.
pub async fn branchable(
    services: &Services,
    viewer: &Viewer,
    slug: &str,
    from: BranchFrom,
) -> Result<Branchable, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let listing = catalogue::show(services, slug)?;
    let origin = find(services, owner, &listing, &from).await?;
    let run = show(services, viewer, from.run).await?;
    let title = |events: &str| {
        let events: Vec<EventBody> = serde_json::from_str(events).ok()?;
        events.into_iter().find_map(|event| match event {
            EventBody::StepStarted { title, .. } => Some(title),
            _ => None,
        })
    };
    let titles = origin.steps.iter().filter_map(|inherited| title(&inherited.events)).collect();
    let file = |(field, value)| Some((field, serde_json::from_value(value).ok()?));
    let files = origin.files.into_iter().filter_map(file).collect();
    Ok(Branchable { from, run, titles, files })
}
