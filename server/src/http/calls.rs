//! Telling what programs ask for, after the answer (H5). What a browser asks for is not noted.

use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use domain::account::{Means, Viewer};
use domain::time::Timestamp;
use service::rate::Counted;
use service::usage::{self, ApiCall, Call};

use crate::http::limits::CountedAs;
use crate::http::problem::Refusal;
use crate::http::request_id::RequestId;
use crate::http::state::AppState;
use crate::routes::Route;

/// No agent has a longer name in addresses.
const MAX_SLUG: usize = 100;

/// What is kept of a request until its answer is known.
pub(super) struct Heard {
    id: RequestId,
    at: Timestamp,
    slug: Option<String>,
}

impl Heard {
    /// What is kept of this request; nothing where it is none of the API.
    pub(super) fn of(state: &AppState, request: &Request, id: &RequestId) -> Option<Self> {
        let path = request.uri().path();
        let is_api = ["/api/v1/", "/v1/", "/mcp", "/ws"].iter().any(|start| path.starts_with(start));
        is_api.then(|| Self { id: id.clone(), at: state.services.now(), slug: slug(path) })
    }

    /// Notes it with its answer.
    pub(super) fn note(self, state: &AppState, response: &Response, took: Duration) {
        let extensions = response.extensions();
        let is_programs = extensions.get::<CountedAs>() == Some(&CountedAs(Counted::Program));
        let (true, Some(row)) = (is_programs, extensions.get::<&'static Route>()) else { return };
        let viewer = extensions.get::<Viewer>();
        let key_id = match viewer {
            Some(Viewer::Person { means: Means::Key(key, _), .. }) => Some(*key),
            _ => None,
        };
        let call = ApiCall {
            id: self.id.to_string(),
            owner_id: viewer.and_then(Viewer::owner),
            user_id: viewer.and_then(Viewer::actor),
            key_id,
            method: row.method.as_str(),
            route: row.path,
            status: response.status().as_u16(),
            code: extensions.get::<Refusal>().map_or("", |refusal| refusal.problem().code),
            agent: String::new(),
            duration_us: i64::try_from(took.as_micros()).unwrap_or(i64::MAX),
            at: self.at,
        };
        usage::note(&state.services, Call { call, slug: self.slug });
    }
}

/// The part of an address that would be an agent's name.
fn slug(path: &str) -> Option<String> {
    let rest = path.strip_prefix("/api/v1/agents/")?;
    let slug = rest.split('/').next().unwrap_or_default();
    (1..=MAX_SLUG).contains(&slug.len()).then(|| slug.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_is_read_from_the_address() {
        assert_eq!(slug("/api/v1/agents/data-cleaning/runs").as_deref(), Some("data-cleaning"));
        assert_eq!(slug("/api/v1/agents/data-cleaning").as_deref(), Some("data-cleaning"));
        assert_eq!(slug("/api/v1/agents"), None);
        assert_eq!(slug("/api/v1/agents/"), None);
        assert_eq!(slug("/api/v1/runs/run_1"), None);
        assert_eq!(slug(&format!("/api/v1/agents/{}", "x".repeat(101))), None);
    }
}
