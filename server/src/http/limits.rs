//! How often somebody may ask: counted before the handler, told in headers after it (A8).
//!
//! What programs ask for counts by the plan of whoever asks. What a browser asks for counts as pages, also where an island
//! asks the API: it comes with the session's cookie, or, from somebody without an account, says of itself that it is of the
//! same origin. A program can say so too, and gains nothing: the same is on the pages, which it could read as often.

use std::net::IpAddr;

use axum::response::Response;
use domain::account::{Means, Viewer};
use domain::limit::Standing;
use http::{HeaderMap, HeaderName, HeaderValue};
use service::Problem;
use service::rate::{self, Counted, TooOften};

use crate::http::address::ClientAddress;
use crate::http::state::AppState;
use crate::http::viewer::Asker;
use crate::routes::Route;

/// Requests a minute.
pub const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
/// Requests that are left at this moment.
pub const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
/// When the whole limit is free again if nothing more is asked: seconds since the Unix epoch, rounded up.
pub const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// How a request was counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    counted: Counted,
    outcome: Option<Result<Standing, TooOften>>,
}

/// What a request counted as, in the answer's extensions: for whoever notes requests of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedAs(pub Counted);

/// Counts a request. Where a credential was refused, its address is who asked.
pub(super) async fn count(
    state: &AppState,
    row: &Route,
    asker: &Result<Asker, Problem>,
    address: Option<ClientAddress>,
    headers: &HeaderMap,
) -> Count {
    let nobody = Asker::from(Viewer::Anonymous);
    let asker = asker.as_ref().unwrap_or(&nobody);
    let is_programs = row.is_for_programs() && !is_browsers(&asker.viewer, headers);
    let counted = if is_programs { Counted::Program } else { Counted::Page };
    let (true, Some(ClientAddress(address))) = (row.kind.has_viewer(), address) else {
        return Count { counted, outcome: None };
    };
    let outcome = rate::count(&state.services, &asker.viewer, asker.key_limit, address, counted).await;
    Count { counted, outcome: outcome.transpose() }
}

/// Counts what a message of a WebSocket asks for, as a request that asks for the same: why not, where it is one too many.
///
/// Whoever has a socket is known, so it is the session that tells a browser's.
pub(super) async fn count_message(state: &AppState, asker: &Asker, address: IpAddr) -> Result<(), Problem> {
    let counted = if is_browsers(&asker.viewer, &HeaderMap::new()) { Counted::Page } else { Counted::Program };
    rate::count(&state.services, &asker.viewer, asker.key_limit, address, counted).await?;
    Ok(())
}

fn is_browsers(viewer: &Viewer, headers: &HeaderMap) -> bool {
    match viewer {
        Viewer::Person { means, .. } => matches!(means, Means::Session(_)),
        Viewer::Visitor { .. } => true,
        Viewer::Anonymous => headers.get(SEC_FETCH_SITE).is_some_and(|site| site == "same-origin"),
        Viewer::Platform => false,
    }
}

impl Count {
    /// Why the request is not let through.
    pub(super) fn refusal(&self) -> Option<Problem> {
        self.outcome.and_then(Result::err).map(Problem::from)
    }

    /// Tells a program how its limit stands.
    pub(super) fn tell(self, response: &mut Response) {
        response.extensions_mut().insert(CountedAs(self.counted));
        let (Counted::Program, Some(outcome)) = (self.counted, self.outcome) else { return };
        let standing = outcome.unwrap_or_else(|refused| refused.standing);
        let seconds = standing.whole_at.as_micros().div_euclid(1_000_000)
            + i64::from(standing.whole_at.as_micros().rem_euclid(1_000_000) > 0);
        let headers = response.headers_mut();
        headers.insert(LIMIT, HeaderValue::from(standing.limit));
        headers.insert(REMAINING, HeaderValue::from(standing.remaining));
        headers.insert(RESET, HeaderValue::from(seconds));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_island_of_somebody_without_an_account_is_of_its_page() {
        let with = |site: &'static str| HeaderMap::from_iter([(SEC_FETCH_SITE, HeaderValue::from_static(site))]);
        assert!(is_browsers(&Viewer::Anonymous, &with("same-origin")));
        for site in ["cross-site", "same-site", "none", ""] {
            assert!(!is_browsers(&Viewer::Anonymous, &with(site)), "{site}");
        }
        assert!(!is_browsers(&Viewer::Anonymous, &HeaderMap::new()));
    }
}
