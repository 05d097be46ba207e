//! How the viewer's account was signed in to.

use domain::account::{SignIn, Viewer};
use domain::id::SignInId;
use domain::page::{MAX_PER_PAGE, Page};
use store::{Scope, sign_ins};

use super::error::Error;
use super::me::managed;
use crate::Services;

/// Attempts to sign in to the viewer's account in the last 180 days, newest first. The cursor is the id of the last before.
pub async fn sign_in_history(
    services: &Services,
    viewer: &Viewer,
    cursor: Option<&str>,
    per_page: u32,
) -> Result<Page<SignIn>, Error> {
    let user = managed(services, viewer).await?;
    let before: Option<SignInId> = cursor.map(str::parse).transpose().map_err(|_| Error::BadCursor)?;
    let per_page = per_page.clamp(1, MAX_PER_PAGE);
    let input = (user.owner_id, before, i64::from(per_page) + 1);
    let (mut data, total) = services
        .db()
        .read(Scope::Owner(user.owner_id), input, |conn, (owner, before, limit)| {
            Box::pin(async move {
                let found = sign_ins::list(conn, *owner, *before, *limit).await?;
                Ok::<_, Error>((found, sign_ins::count(conn, *owner).await?))
            })
        })
        .await?;
    let has_more = data.len() > per_page as usize;
    data.truncate(per_page as usize);
    let next_cursor = data.last().filter(|_| has_more).map(|attempt| attempt.id.to_string());
    Ok(Page { data, total, page: 1, per_page, total_pages: Page::<SignIn>::pages(total, per_page), next_cursor })
}
