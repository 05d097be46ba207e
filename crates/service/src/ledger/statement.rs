//! The viewer's statement.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::TransactionId;
use domain::ledger::StatementLine;
use domain::page::{MAX_PER_PAGE, Page};
use store::{Scope, transactions};

use super::error::Error;
use crate::Services;

/// The viewer's statement, newest first. The cursor is the id of the last line before.
pub async fn statement(
    services: &Services,
    viewer: &Viewer,
    cursor: Option<&str>,
    per_page: u32,
) -> Result<Page<StatementLine>, Error> {
    let owner = authorised_owner(viewer, Action::SeeCredits)?;
    let before: Option<TransactionId> = cursor.map(str::parse).transpose().map_err(|_| Error::BadCursor)?;
    let per_page = per_page.clamp(1, MAX_PER_PAGE);
    let input = (owner, before, i64::from(per_page) + 1);
    let (mut data, total) = services
        .db()
        .read(Scope::Owner(owner), input, |conn, (owner, before, limit)| {
            Box::pin(async move {
                let lines = transactions::list(conn, *owner, *before, *limit).await?;
                Ok::<_, Error>((lines, transactions::count(conn, *owner).await?))
            })
        })
        .await?;
    let has_more = data.len() > per_page as usize;
    data.truncate(per_page as usize);
    let next_cursor = data.last().filter(|_| has_more).map(|line| line.id.to_string());
    let total_pages = Page::<StatementLine>::pages(total, per_page);
    Ok(Page { data, total, page: 1, per_page, total_pages, next_cursor })
}
