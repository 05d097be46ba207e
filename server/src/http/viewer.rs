//! Who is asking: found once per request, here, from the one place where credentials are read.
//!
//! `Authorization: Bearer …` speaks for programs, the session cookie for browsers; where both are there, the header
//! counts, because it was sent on purpose. A bad token is refused; an unknown or old session is nobody. Handlers take
//! `Extension<Viewer>`.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::CookieJar;
use domain::account::Viewer;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use service::{Problem, account};

use crate::http::cookie;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// A token or session longer than this is none of ours.
const MAX_CREDENTIAL_BYTES: usize = 4096;

/// The text after `Bearer `, if the request carries one.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

async fn look(state: &AppState, headers: &HeaderMap) -> Result<Viewer, Problem> {
    if headers.contains_key(AUTHORIZATION) {
        let token = bearer(headers).filter(|token| token.len() <= MAX_CREDENTIAL_BYTES);
        let token = token.ok_or_else(Problem::unauthenticated)?;
        return Ok(account::viewer_of_bearer(&state.services, token).await?);
    }
    let jar = CookieJar::from_headers(headers);
    match cookie::session(&jar, state.edge.is_production()) {
        Some(token) if token.len() <= MAX_CREDENTIAL_BYTES => {
            Ok(account::viewer_of_session(&state.services, token).await?)
        }
        _ => Ok(Viewer::Anonymous),
    }
}

/// The layer that finds who is asking.
pub async fn find(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    match look(&state, request.headers()).await {
        Ok(viewer) => {
            request.extensions_mut().insert(viewer);
            next.run(request).await
        }
        Err(problem) => Refusal::from(problem).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn only_the_scheme_bearer_is_read() {
        let with = |text: &'static str| HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static(text))]);
        assert_eq!(bearer(&with("Bearer abc")), Some("abc"));
        assert_eq!(bearer(&with("bearer abc")), Some("abc"));
        assert_eq!(bearer(&with("Basic abc")), None);
        assert_eq!(bearer(&with("Bearer")), None);
        assert_eq!(bearer(&HeaderMap::new()), None);
    }
}
