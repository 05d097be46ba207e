//! The viewer's runs.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{AgentId, RunId};
use domain::page::{MAX_PER_PAGE, Page};
use domain::run::Run;
use store::{Scope, runs};

use super::error::Error;
use super::names::named;
use crate::Services;

/// The viewer's runs, newest first, without input and output. The cursor is the id of the last run before.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    cursor: Option<&str>,
    per_page: u32,
) -> Result<Page<Run>, Error> {
    page(services, viewer, None, cursor, per_page).await
}

/// The viewer's runs of one agent.
pub async fn list_of_agent(
    services: &Services,
    viewer: &Viewer,
    agent: AgentId,
    per_page: u32,
) -> Result<Page<Run>, Error> {
    page(services, viewer, Some(agent), None, per_page).await
}

async fn page(
    services: &Services,
    viewer: &Viewer,
    agent: Option<AgentId>,
    cursor: Option<&str>,
    per_page: u32,
) -> Result<Page<Run>, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let before: Option<RunId> = cursor.map(str::parse).transpose().map_err(|_| Error::BadCursor)?;
    let per_page = per_page.clamp(1, MAX_PER_PAGE);
    let input = (owner, agent, before, i64::from(per_page) + 1);
    let (mut found, total) = services
        .db()
        .read(Scope::Owner(owner), input, |conn, (owner, agent, before, limit)| {
            Box::pin(async move {
                let found = runs::list(conn, *owner, *agent, *before, *limit).await?;
                Ok::<_, Error>((found, runs::count(conn, *owner, *agent).await?))
            })
        })
        .await?;
    let has_more = found.len() > per_page as usize;
    found.truncate(per_page as usize);
    let next_cursor = found.last().filter(|_| has_more).map(|run| run.id.to_string());
    let snapshot = services.catalogue().load();
    let data = found.into_iter().map(|run| named(&snapshot, run, None)).collect();
    Ok(Page { data, total, page: 1, per_page, total_pages: Page::<Run>::pages(total, per_page), next_cursor })
}
