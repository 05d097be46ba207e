//! Words for refusals: whoever asked for a page gets a page, everybody else a problem.
//!
//! Handlers, guards and tower's layers refuse with a status, most with a [`Refusal`] beside it. Here, at the edge, it
//! becomes what the asker can read. A page that tells a failure itself (a form with what was typed) is left alone.

use axum::extract::Request;
use axum::response::Response;
use domain::account::Viewer;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, Uri};

use crate::http::problem::{self, Refusal};
use crate::http::request_id::RequestId;
use crate::http::state::AppState;
use crate::http::{cookie, pages};

/// What is kept of a request until its answer is known.
pub struct Words {
    id: RequestId,
    /// The address and the theme, where a page was asked for.
    page: Option<(Uri, pages::Theme)>,
}

impl Words {
    /// What is kept of this request.
    pub fn of(request: &Request, id: &RequestId) -> Self {
        let wants_page = !request.uri().path().starts_with("/api/") && accepts_html(request.headers());
        let page = wants_page.then(|| (request.uri().clone(), cookie::theme(request.headers())));
        Self { id: id.clone(), page }
    }

    /// The answer, with words where it is a refusal.
    pub async fn told(self, state: &AppState, response: Response) -> Response {
        if response.status().as_u16() < 400 {
            return response;
        }
        let is_told = response.headers().get(CONTENT_TYPE).is_some_and(|value| {
            let value = value.as_bytes();
            value.starts_with(b"text/html") || value.starts_with(b"application/json")
        });
        if is_told && response.extensions().get::<Refusal>().is_none() {
            return response;
        }
        let Some((uri, theme)) = self.page else { return problem::told(response, Some(&self.id.0)) };
        let refusal =
            response.extensions().get::<Refusal>().cloned().unwrap_or_else(|| Refusal::of_status(response.status()));
        let viewer = response.extensions().get::<Viewer>().cloned().unwrap_or(Viewer::Anonymous);
        let asked = pages::Asked { uri, viewer, marks: None, theme, id: self.id };
        let mut page = pages::failure(state, asked, &refusal).await;
        let (parts, _) = response.into_parts();
        for name in [http::header::ALLOW, http::header::RETRY_AFTER] {
            if let Some(value) = parts.headers.get(&name) {
                page.headers_mut().insert(name, value.clone());
            }
        }
        page.extensions_mut().extend(parts.extensions);
        page
    }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get_all(ACCEPT).iter().any(|value| value.to_str().is_ok_and(|text| text.contains("text/html")))
}
