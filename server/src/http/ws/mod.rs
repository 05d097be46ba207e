//! Runs over a WebSocket (C4): the use cases and the stored events of REST and of [`crate::http::stream`], by messages.
//!
//! **Opening.** A program sends `Authorization` with the handshake. A browser cannot; it sends the session cookie, and that
//! would be sent from another site's page too. So without the header there must be an `Origin` that is ours and a ticket of
//! the same viewer ([`service::account::issue_ws_ticket`]). Where an `Origin` or a ticket comes beside the header, it must be
//! right as well. Whoever has too many sockets open is told 429, and everybody 503 where all places are taken.
//!
//! **Limits.** A message that starts or follows a run counts as the request that does the same
//! (`crate::http::limits::count_message`), and is refused with the same problem; a ping is free. The handshake is a request
//! as any other.
//!
//! **Open.** One task has the socket, its subscriptions and its limits (`session`); a reader that stands still therefore
//! holds up itself only. The words of the wire stand in `wire`.

mod pace;
mod seats;
mod session;
mod status;
mod wire;

use axum::Extension;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::response::Response;
use domain::error::Kind;
use http::HeaderMap;
use http::header::{HOST, ORIGIN};
use service::{Problem, account};

pub use self::seats::Sockets;
use self::session::{Guest, attend};
pub use self::status::status;
use crate::accept::Kept;
use crate::http::address::ClientAddress;
use crate::http::api::extract::Params;
use crate::http::origin::{PublicUrl, is_own_origin};
use crate::http::problem::Refusal;
use crate::http::state::AppState;
use crate::http::viewer::{Asker, Credential};

/// Bytes of a message that is taken: an input without large files. Those go by REST.
const MAX_MESSAGE: usize = 256 * 1024;
/// What is beyond that is read and thrown away, up to here, so that it can be answered. Above, the connection ends.
const MAX_READ: usize = 2 * 1024 * 1024;
/// What tungstenite reads at once. By itself it would take 128 KiB for each connection.
const READ_BUFFER: usize = 4 * 1024;
/// A message is sent on when so much is collected; flushed after each anyway.
const WRITE_BUFFER: usize = 8 * 1024;
/// What may wait to be written; a message is larger only by what an event may hold.
const MAX_WRITE_BUFFER: usize = 4 * 1024 * 1024;

/// Headers with a credential, which no browser sends with a handshake.
const BY_PROGRAMS: [&str; 2] = ["authorization", "x-api-key"];

/// `GET /ws`
pub async fn open(
    State(state): State<AppState>,
    Extension(asker): Extension<Asker>,
    Extension(ClientAddress(address)): Extension<ClientAddress>,
    kept: Option<Extension<Kept>>,
    headers: HeaderMap,
    mut params: Params,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refusal> {
    let ticket = params.take("ticket");
    params.end()?;
    let credential = Credential::of(&headers, state.edge.is_production())?;
    // What a browser adds to a handshake by itself proves nothing about whose page began it.
    let is_browsers = !BY_PROGRAMS.iter().any(|name| headers.contains_key(*name));
    check_origin(&headers, state.edge.public_url.as_ref(), is_browsers)?;
    let owner = asker.viewer.owner().ok_or_else(Problem::unauthenticated)?;
    // Before the ticket is used up: whoever is told to come again comes with the same one.
    let seat = state.sockets.take(owner)?;
    match ticket {
        Some(ticket) => account::redeem_ws_ticket(&state.services, &asker.viewer, &ticket).await?,
        None if is_browsers => return Err(account::Error::BadTicket.into()),
        None => {}
    }
    let guest = Guest { state, asker, address, credential, seat, kept: kept.map(|Extension(kept)| kept) };
    let upgrade = upgrade
        .max_message_size(MAX_READ)
        .max_frame_size(MAX_READ)
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_write_buffer_size(MAX_WRITE_BUFFER)
        .on_failed_upgrade(|error| tracing::debug!(%error, "a WebSocket was not opened"));
    Ok(upgrade.on_upgrade(move |socket| attend(socket, guest)))
}

/// Refuses a handshake that another site's page began.
fn check_origin(headers: &HeaderMap, public: Option<&PublicUrl>, is_needed: bool) -> Result<(), Problem> {
    let refused = || {
        let detail = "This connection was begun by a page of another site, so it was not opened.";
        Problem::new(Kind::Forbidden, "cross_site", detail)
    };
    let mut given = headers.get_all(ORIGIN).iter();
    match (given.next(), given.next()) {
        (None, _) if is_needed => Err(refused()),
        (None, _) => Ok(()),
        (Some(origin), None) => {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok());
            let is_own = origin.to_str().is_ok_and(|origin| is_own_origin(origin, host, public));
            if is_own { Ok(()) } else { Err(refused()) }
        }
        (Some(_), Some(_)) => Err(refused()),
    }
}
