//! Who is asking: found once per request, here, from the one place where credentials are read.
//!
//! `Authorization: Bearer …` speaks for programs, with an access token or an API key; `X-API-Key` takes an API key too.
//! The session cookie speaks for browsers; where a header is there as well, it counts, because it was sent on purpose. Two
//! headers, or one twice, are refused: nobody can tell which was meant. A bad token or key is refused; an unknown or old
//! session is nobody. Who is nobody may be a device that runs trials: that is what the device's cookie tells. Handlers take
//! `Extension<Viewer>`.

use axum_extra::extract::CookieJar;
use domain::account::Viewer;
use domain::key::is_key_shaped;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName};
use service::{Problem, account, api_key, trial};

use crate::http::cookie;
use crate::http::state::AppState;

/// A token or session longer than this is none of ours.
const MAX_CREDENTIAL_BYTES: usize = 4096;
/// Where an API key may stand instead of `Authorization`.
pub const X_API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// The text after `Bearer `, if the request carries one.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whoever is asking, and how often its key may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    /// Who.
    pub viewer: Viewer,
    /// Requests a minute that its key is given, where that has a limit of its own.
    pub key_limit: Option<u32>,
}

impl From<Viewer> for Asker {
    fn from(viewer: Viewer) -> Self {
        Self { viewer, key_limit: None }
    }
}

/// Who is asking, by the headers of a request.
pub async fn find(state: &AppState, headers: &HeaderMap) -> Result<Asker, Problem> {
    Credential::of(headers, state.edge.is_production())?.asker(state).await
}

/// What a request proves who is asking with. Kept by a stream, which asks again each minute.
pub enum Credential {
    /// Nothing.
    None,
    /// An access token.
    Bearer(String),
    /// An API key.
    Key(String),
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
        let sent: Vec<&HeaderName> = headers
            .keys()
            .filter(|name| [&AUTHORIZATION, &X_API_KEY].contains(name))
            .flat_map(|name| headers.get_all(name).iter().map(move |_| name))
            .collect();
        match sent.as_slice() {
            [] => {}
            [only] => return Self::of_header(headers, only).ok_or_else(Problem::unauthenticated),
            _ => return Err(Problem::unauthenticated()),
        }
        let jar = CookieJar::from_headers(headers);
        let taken = |text: Option<&str>| text.filter(|text| text.len() <= MAX_CREDENTIAL_BYTES).map(str::to_owned);
        let session = taken(cookie::session(&jar, is_production));
        let device = taken(cookie::device(&jar, is_production));
        let is_none = session.is_none() && device.is_none();
        Ok(if is_none { Self::None } else { Self::Browser { session, device } })
    }

    fn of_header(headers: &HeaderMap, name: &HeaderName) -> Option<Self> {
        let is_bearer = *name == AUTHORIZATION;
        let text = if is_bearer { bearer(headers)? } else { headers.get(name)?.to_str().ok()?.trim() };
        let is_key = is_key_shaped(text);
        if text.len() > MAX_CREDENTIAL_BYTES || !(is_bearer || is_key) {
            return None;
        }
        Some(if is_key { Self::Key(text.to_owned()) } else { Self::Bearer(text.to_owned()) })
    }

    /// Whom it proves, now.
    pub async fn viewer(&self, state: &AppState) -> Result<Viewer, Problem> {
        Ok(self.asker(state).await?.viewer)
    }

    /// Whom it proves, now, and how often its key may ask.
    pub async fn asker(&self, state: &AppState) -> Result<Asker, Problem> {
        if let Self::Key(text) = self {
            let found = api_key::viewer_of_key(&state.services, text).await?;
            return Ok(Asker { viewer: found.viewer, key_limit: found.requests_per_minute });
        }
        Ok(self.person(state).await?.into())
    }

    async fn person(&self, state: &AppState) -> Result<Viewer, Problem> {
        match self {
            Self::None | Self::Key(_) => Ok(Viewer::Anonymous),
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

    fn credential(sent: &[(HeaderName, &'static str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, text) in sent {
            headers.append(name, HeaderValue::from_static(text));
        }
        match Credential::of(&headers, false) {
            Ok(Credential::None) => "none".to_owned(),
            Ok(Credential::Bearer(text)) => format!("token {text}"),
            Ok(Credential::Key(text)) => format!("key {text}"),
            Ok(Credential::Browser { session: Some(text), .. }) => format!("session {text}"),
            Ok(Credential::Browser { session: None, .. }) => "device".to_owned(),
            Err(problem) => problem.code.to_owned(),
        }
    }

    #[test]
    fn keys_and_tokens_come_in_one_header() {
        assert_eq!(credential(&[]), "none");
        assert_eq!(credential(&[(AUTHORIZATION, "Bearer abc")]), "token abc");
        assert_eq!(credential(&[(AUTHORIZATION, "Bearer gh_live_1")]), "key gh_live_1");
        assert_eq!(credential(&[(X_API_KEY, " gh_live_1 ")]), "key gh_live_1");
        for refused in [
            &[(X_API_KEY, "abc")][..],
            &[(X_API_KEY, "")],
            &[(X_API_KEY, "Bearer gh_live_1")],
            &[(AUTHORIZATION, "Basic gh_live_1")],
            &[(X_API_KEY, "gh_live_1"), (X_API_KEY, "gh_live_1")],
            &[(AUTHORIZATION, "Bearer abc"), (AUTHORIZATION, "Bearer abc")],
            &[(AUTHORIZATION, "Bearer gh_live_1"), (X_API_KEY, "gh_live_1")],
        ] {
            assert_eq!(credential(refused), "unauthenticated", "{refused:?}");
        }
        assert_eq!(credential(&[(http::header::COOKIE, "session=s"), (X_API_KEY, "gh_live_1")]), "key gh_live_1");
    }
}
