//! Requests that another site made a browser send are refused (decision 35).
//!
//! What changes something must come from our own pages: `Sec-Fetch-Site` or a matching `Origin` (tower-http's `csrf`).
//! A request of the API without a cookie carries nothing that a browser adds by itself, so it may come from anywhere.

use std::task::{Context, Poll};

use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use domain::error::Kind;
use futures::future::Either;
use http::header::COOKIE;
use service::Problem;
use tower::{Layer, Service};
use tower_http::csrf::{Csrf, CsrfLayer, ProtectionError};

use crate::http::origin::PublicUrl;
use crate::http::problem::Refusal;

/// What answers a refused request.
type Answer = fn(ProtectionError) -> Response;

/// The layer of the check.
#[derive(Clone)]
pub struct CrossSite {
    check: CsrfLayer<Answer>,
}

/// The check for a server that is reached there.
///
/// Behind a proxy that rewrites `Host`, the public address is what `Origin` is compared with.
pub fn layer(public: Option<&PublicUrl>) -> CrossSite {
    let origin = public.map(PublicUrl::origin);
    let check = CsrfLayer::new();
    let check = match origin.map(|origin| check.clone().add_trusted_origin(origin)) {
        Some(Ok(trusting)) => trusting,
        // An origin that cannot be matched trusts nobody: the comparison with Host is left.
        Some(Err(_)) | None => check,
    };
    CrossSite { check: check.with_rejection_response(refuse as Answer) }
}

fn refuse(_: ProtectionError) -> Response {
    let detail = "This request came from another site, so it was not carried out.";
    Refusal::from(Problem::new(Kind::Forbidden, "cross_site", detail)).into_response()
}

impl<S: Clone> Layer<S> for CrossSite {
    type Service = Checked<S>;

    fn layer(&self, inner: S) -> Checked<S> {
        Checked { checked: self.check.layer(inner.clone()), inner }
    }
}

/// A service with the check before it.
#[derive(Clone)]
pub struct Checked<S> {
    checked: Csrf<S, Answer>,
    inner: S,
}

fn is_checked(request: &Request) -> bool {
    let path = request.uri().path();
    let is_api = path.starts_with("/api/");
    // A browser sends reports of its own accord, with nothing of the viewer in them.
    path != "/csp-reports" && (!is_api || request.headers().contains_key(COOKIE))
}

impl<S> Service<Request> for Checked<S>
where
    S: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Either<<Csrf<S, Answer> as Service<Request>>::Future, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        // Routes are always ready; both sides are asked all the same.
        match self.checked.poll_ready(context) {
            Poll::Ready(Ok(())) => self.inner.poll_ready(context),
            waiting => waiting,
        }
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if is_checked(&request) {
            Either::Left(self.checked.call(request))
        } else {
            Either::Right(self.inner.call(request))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Body;
    use axum::routing::post;
    use http::StatusCode;
    use tower::ServiceExt as _;

    async fn status(path: &str, headers: &[(&str, &str)]) -> StatusCode {
        let public = "https://guildhall.example".parse().ok();
        let app = Router::new().route("/{*path}", post(|| async { "done" })).layer(layer(public.as_ref()));
        let mut request = Request::post(path).header("host", "127.0.0.1:3000");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        app.oneshot(request).await.expect("routes do not fail").status()
    }

    #[tokio::test]
    async fn another_site_is_refused_and_our_own_is_not() {
        let foreign = ("origin", "https://evil.example");
        let cookie = ("cookie", "session=t");
        assert_eq!(status("/sign-in", &[foreign]).await, StatusCode::FORBIDDEN);
        assert_eq!(status("/sign-in", &[("sec-fetch-site", "cross-site")]).await, StatusCode::FORBIDDEN);
        assert_eq!(status("/sign-in", &[("origin", "null")]).await, StatusCode::FORBIDDEN);
        assert_eq!(status("/api/v1/x", &[foreign, cookie]).await, StatusCode::FORBIDDEN);
        assert_eq!(status("/api/v1/x", &[foreign, ("authorization", "Bearer t")]).await, StatusCode::OK);
        assert_eq!(status("/api/v1/x", &[foreign, cookie, ("authorization", "Bearer t")]).await, StatusCode::FORBIDDEN);
        assert_eq!(status("/sign-in", &[("origin", "http://127.0.0.1:3000")]).await, StatusCode::OK);
        assert_eq!(status("/sign-in", &[("origin", "https://guildhall.example")]).await, StatusCode::OK);
        assert_eq!(status("/sign-in", &[("sec-fetch-site", "same-origin")]).await, StatusCode::OK);
        assert_eq!(status("/sign-in", &[]).await, StatusCode::OK);
    }
}
