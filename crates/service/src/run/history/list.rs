//! The viewer's runs, a page at a time.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::{AgentId, RunId};
use domain::page::{MAX_PER_PAGE, Page};
use domain::run::Run;
use store::Scope;
use store::history::{self, Filter};

use super::Narrowing;
use crate::Services;
use crate::run::error::Error;
use crate::run::names::named;

/// What a page of history shows besides its runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The runs.
    pub runs: Page<Run>,
    /// The agents that the viewer has runs of: name in addresses and name, by name.
    pub agents: Vec<(String, String)>,
}

/// The viewer's runs that fit, newest first, without input and output. The cursor is the id of the last run before.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    narrowing: &Narrowing,
    cursor: Option<&str>,
    per_page: u32,
) -> Result<Page<Run>, Error> {
    let filter = narrowing.read(&services.catalogue().load())?;
    page(services, viewer, filter, cursor, per_page).await
}

/// The same, with the agents to choose from.
pub async fn find(
    services: &Services,
    viewer: &Viewer,
    narrowing: &Narrowing,
    cursor: Option<&str>,
    per_page: u32,
) -> Result<Found, Error> {
    let runs = list(services, viewer, narrowing, cursor, per_page).await?;
    Ok(Found { runs, agents: agents(services, viewer).await? })
}

/// The agents that the viewer has runs of and that are listed: name in addresses and name, by name.
pub async fn agents(services: &Services, viewer: &Viewer) -> Result<Vec<(String, String)>, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let agents = services
        .db()
        .read(Scope::Owner(owner), owner, |conn, owner| Box::pin(history::agents(conn, *owner)))
        .await
        .map_err(Error::Store)?;
    let snapshot = services.catalogue().load();
    let card = |id: &AgentId| snapshot.listing_of(*id).map(|listing| &listing.card);
    let mut agents: Vec<(String, String)> =
        agents.iter().filter_map(card).map(|card| (card.slug.clone(), card.name.clone())).collect();
    agents.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(agents)
}

/// The viewer's runs of one agent.
pub async fn list_of_agent(
    services: &Services,
    viewer: &Viewer,
    agent: AgentId,
    per_page: u32,
) -> Result<Page<Run>, Error> {
    page(services, viewer, Filter { agent: Some(agent), ..Filter::default() }, None, per_page).await
}

async fn page(
    services: &Services,
    viewer: &Viewer,
    filter: Filter,
    cursor: Option<&str>,
    per_page: u32,
) -> Result<Page<Run>, Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let before: Option<RunId> = cursor.map(str::parse).transpose().map_err(|_| Error::BadCursor)?;
    let per_page = per_page.clamp(1, MAX_PER_PAGE);
    let input = (owner, filter, before, i64::from(per_page) + 1);
    let (mut found, total) = services
        .db()
        .read(Scope::Owner(owner), input, |conn, (owner, filter, before, limit)| {
            Box::pin(async move {
                let found = history::list(conn, *owner, filter, *before, *limit).await?;
                Ok::<_, Error>((found, history::count(conn, *owner, filter).await?))
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
