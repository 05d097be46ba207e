//! Which pages of other origins may call the API and read its answers (M6): those that the configuration lists, none by
//! default, and never with a browser's cookies.
//!
//! By the Fetch standard, section "CORS protocol" (<https://fetch.spec.whatwg.org/#http-cors-protocol>), as tower-http's
//! layer does it. Everything else stays as it is: a page's own address answers no preflight.

use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use futures::future::Either;
use http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, RETRY_AFTER};
use http::{HeaderName, HeaderValue, Method};
use tower::{Layer, Service};
use tower_http::cors::{AllowOrigin, Cors, CorsLayer};

use crate::http::limits;
use crate::http::origin::PublicUrl;
use crate::http::request_id::X_REQUEST_ID;
use crate::http::viewer::X_API_KEY;

/// How long a browser may remember the answer to a preflight.
const REMEMBERED: Duration = Duration::from_mins(10);

/// The layer for those origins.
#[derive(Clone)]
pub struct Sharing(Option<CorsLayer>);

/// What these origins may do.
pub fn layer(origins: &[PublicUrl]) -> Sharing {
    let listed: Vec<HeaderValue> = origins.iter().filter_map(|origin| origin.origin().parse().ok()).collect();
    if listed.is_empty() {
        return Sharing(None);
    }
    let named = HeaderName::from_static;
    let sent = [AUTHORIZATION, X_API_KEY, CONTENT_TYPE, IF_NONE_MATCH]
        .into_iter()
        .chain(["idempotency-key", "last-event-id", "traceparent", "x-trace-id"].map(named));
    let read = [ETAG, LOCATION, RETRY_AFTER, X_REQUEST_ID, limits::LIMIT, limits::REMAINING, limits::RESET];
    let layer = CorsLayer::new()
        .allow_origin(AllowOrigin::list(listed))
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers(sent.collect::<Vec<_>>())
        .expose_headers(read)
        .max_age(REMEMBERED);
    Sharing(Some(layer))
}

impl<S: Clone> Layer<S> for Sharing {
    type Service = Shared<S>;

    fn layer(&self, inner: S) -> Shared<S> {
        Shared { sharing: self.0.as_ref().map(|layer| layer.layer(inner.clone())), inner }
    }
}

/// A service of which a part is shared.
#[derive(Clone)]
pub struct Shared<S> {
    sharing: Option<Cors<S>>,
    inner: S,
}

fn is_shared(path: &str) -> bool {
    path.starts_with("/api/") || path.starts_with("/v1/")
}

impl<S> Service<Request> for Shared<S>
where
    S: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Either<<Cors<S> as Service<Request>>::Future, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        // Routes are always ready; both are asked all the same.
        match self.sharing.as_mut().map_or(Poll::Ready(Ok(())), |shared| shared.poll_ready(context)) {
            Poll::Ready(Ok(())) => self.inner.poll_ready(context),
            waiting => waiting,
        }
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match &mut self.sharing {
            Some(shared) if is_shared(request.uri().path()) => Either::Left(shared.call(request)),
            _ => Either::Right(self.inner.call(request)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::routing::get;
    use tower::ServiceExt as _;

    async fn answer(origins: &[&str], method: Method, path: &str, origin: &str) -> Response {
        let origins: Vec<PublicUrl> = origins.iter().map(|text| text.parse().expect("an origin")).collect();
        let app = Router::new().route("/{*path}", get(|| async { "read" })).layer(layer(&origins));
        let request = Request::builder().method(method).uri(path).header("origin", origin);
        let request = request.header("access-control-request-method", "POST").body(Body::empty());
        app.oneshot(request.expect("a request")).await.expect("routes do not fail")
    }

    fn allowed(response: &Response) -> Option<&str> {
        response.headers().get("access-control-allow-origin").and_then(|value| value.to_str().ok())
    }

    #[tokio::test]
    async fn only_listed_origins_read_and_only_the_api() {
        let listed = ["https://tools.example"];
        let told = answer(&listed, Method::GET, "/api/v1/agents", listed[0]).await;
        assert_eq!(allowed(&told), Some(listed[0]));
        assert!(told.headers().get("access-control-allow-credentials").is_none());
        assert!(told.headers().get("vary").is_some());
        let preflight = answer(&listed, Method::OPTIONS, "/v1/models", listed[0]).await;
        assert_eq!((preflight.status().as_u16(), allowed(&preflight)), (200, Some(listed[0])));
        for (path, origin) in [
            ("/api/v1/agents", "https://evil.example"),
            ("/api/v1/agents", "http://tools.example"),
            ("/api/v1/agents", "https://tools.example.evil.example"),
            ("/api/v1/agents", "null"),
            ("/runs", listed[0]),
        ] {
            assert_eq!(allowed(&answer(&listed, Method::GET, path, origin).await), None, "{path} {origin}");
            assert_eq!(allowed(&answer(&listed, Method::OPTIONS, path, origin).await), None, "{path} {origin}");
        }
        assert_eq!(answer(&listed, Method::OPTIONS, "/runs", listed[0]).await.status(), 405);
    }

    #[tokio::test]
    async fn by_default_nobody_does() {
        assert_eq!(allowed(&answer(&[], Method::GET, "/api/v1/agents", "https://tools.example").await), None);
        let preflight = answer(&[], Method::OPTIONS, "/api/v1/agents", "https://tools.example").await;
        assert_eq!((preflight.status().as_u16(), allowed(&preflight)), (405, None));
    }
}
