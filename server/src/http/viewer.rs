//! Who is asking: found once per request, here, from the one place where credentials are read.
//!
//! `Authorization: Bearer …` speaks for programs, the session cookie for browsers; where both are there, the header
//! counts, because it was sent on purpose. A bad token is refused; an unknown or old session is nobody. Who is nobody may
//! be a device that runs trials: that is what the device's cookie tells. Handlers take `Extension<Viewer>`.

use axum_extra::extract::CookieJar;
use domain::account::Viewer;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use service::{Problem, account, trial};

use crate::http::cookie;
use crate::http::state::AppState;

/// A token or session longer than this is none of ours.
const MAX_CREDENTIAL_BYTES: usize = 4096;

/// The text after `Bearer `, if the request carries one.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Who is asking, by the headers of a request.
pub async fn find(state: &AppState, headers: &HeaderMap) -> Result<Viewer, Problem> {
    Credential::of(headers, state.edge.is_production())?.viewer(state).await
}

/// What a request proves who is asking with. Kept by a stream, which asks again each minute.
pub enum Credential {
    /// Nothing.
    None,
    /// An access token.
    Bearer(String),
    /// A browser's cookies: the session, and the device that it stands for where that is over.
    Browser {
        /// The session.
        session: Option<String>,
        /// The device.
        device: Option<String>,
    },
}

impl Credential {
    /// The one that counts.
    pub fn of(headers: &HeaderMap, is_production: bool) -> Result<Self, Problem> {
        if headers.contains_key(AUTHORIZATION) {
            let token = bearer(headers).filter(|token| token.len() <= MAX_CREDENTIAL_BYTES);
            return token.map(|token| Self::Bearer(token.to_owned())).ok_or_else(Problem::unauthenticated);
        }
        let jar = CookieJar::from_headers(headers);
        let taken = |text: Option<&str>| text.filter(|text| text.len() <= MAX_CREDENTIAL_BYTES).map(str::to_owned);
        let session = taken(cookie::session(&jar, is_production));
        let device = taken(cookie::device(&jar, is_production));
        let is_none = session.is_none() && device.is_none();
        Ok(if is_none { Self::None } else { Self::Browser { session, device } })
    }

    /// Whom it proves, now.
    pub async fn viewer(&self, state: &AppState) -> Result<Viewer, Problem> {
        match self {
            Self::None => Ok(Viewer::Anonymous),
            Self::Bearer(token) => Ok(account::viewer_of_bearer(&state.services, token).await?),
            Self::Browser { session, device } => {
                if let Some(token) = session {
                    let viewer = account::viewer_of_session(&state.services, token).await?;
                    if viewer != Viewer::Anonymous {
                        return Ok(viewer);
                    }
                }
                match device {
                    Some(cookie) => Ok(trial::viewer_of_device(&state.services, cookie).await?),
                    None => Ok(Viewer::Anonymous),
                }
            }
        }
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
