//! Tickets that open one WebSocket (decision 35).
//!
//! A browser sends its cookie with every handshake, also with one that another site's page began, and the handshake is a
//! GET, which no check of forms guards. So a page first asks for a ticket by a POST, which is guarded, and names it in the
//! address. It is good once, for half a minute, and only beside the credential of whoever asked for it.

use domain::account::{Action, Viewer, authorised_owner};
use domain::id::OwnerId;
use domain::time::Micros;
use store::{Scope, ws_tickets};

use super::error::Error;
use super::token_hash;
use crate::Services;
use crate::clock::secret_token;

/// How long a ticket is good.
pub const WS_TICKET_LIFE: Micros = Micros::seconds(30);
/// Ours have 43 characters; a longer one is not worth hashing.
const MAX_BYTES: usize = 128;

/// A ticket for the viewer.
pub async fn issue_ws_ticket(services: &Services, viewer: &Viewer) -> Result<String, Error> {
    let (owner, actor) = holder(viewer)?;
    let ticket = secret_token();
    let now = services.now();
    let input = (token_hash(&ticket), owner, actor, now);
    services
        .db()
        .write(Scope::Owner(owner), input, |conn, (hash, owner, actor, now)| {
            Box::pin(ws_tickets::insert(conn, hash, *owner, actor, *now, now.plus(WS_TICKET_LIFE)))
        })
        .await
        .map_err(Error::Store)?;
    Ok(ticket)
}

/// Uses a ticket of the viewer. [`Error::BadTicket`] where it is unknown, used, over or somebody else's.
pub async fn redeem_ws_ticket(services: &Services, viewer: &Viewer, ticket: &str) -> Result<(), Error> {
    let (owner, actor) = holder(viewer)?;
    if ticket.is_empty() || ticket.len() > MAX_BYTES {
        return Err(Error::BadTicket);
    }
    let input = (token_hash(ticket), owner, services.now());
    let asked_by = services
        .db()
        .write(Scope::Owner(owner), input, |conn, (hash, owner, now)| {
            Box::pin(ws_tickets::redeem(conn, hash, *owner, *now))
        })
        .await
        .map_err(Error::Store)?;
    if asked_by.as_deref() == Some(actor.as_str()) { Ok(()) } else { Err(Error::BadTicket) }
}

/// For whom somebody acts, and who that is; a device without an account is nobody.
fn holder(viewer: &Viewer) -> Result<(OwnerId, String), Error> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    Ok((owner, viewer.actor().map(|actor| actor.to_string()).unwrap_or_default()))
}
