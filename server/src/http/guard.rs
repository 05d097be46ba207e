//! What stands around one row's handler: who asks, how often, whether they may, how much and how long.

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::MethodRouter;
use domain::account::{Denied, Object, Viewer, authorise};
use http::{StatusCode, Uri};
use service::Problem;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyDeadlineLayer, RequestBodyTimeoutLayer};

use crate::http::address::{ClientAddress, IsLocal};
use crate::http::problem::Refusal;
use crate::http::state::AppState;
use crate::http::{device, limits, viewer};
use crate::routes::{Kind, ROUTES, Route, Verb};

/// How long a body may stand still.
const BODY_IDLE: Duration = Duration::from_secs(10);

#[derive(Clone)]
struct Guarded {
    row: &'static Route,
    state: AppState,
}

/// The handler of a row, guarded.
pub fn around(row: &'static Route, method: MethodRouter<AppState>, state: &AppState) -> MethodRouter<AppState> {
    let guarded = Guarded { row, state: state.clone() };
    method.route_layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(guarded, guard))
            .layer(RequestBodyDeadlineLayer::new(row.kind.body_time()))
            .layer(RequestBodyTimeoutLayer::new(BODY_IDLE))
            .layer(RequestBodyLimitLayer::new(row.kind.body_limit()))
            .layer(DefaultBodyLimit::disable()),
    )
}

async fn guard(State(guarded): State<Guarded>, mut request: Request, next: Next) -> Response {
    let Guarded { row, state } = guarded;
    let is_local = request.extensions().get::<IsLocal>().is_some_and(|local| local.0);
    let address = request.extensions().get::<ClientAddress>().copied();
    let asker = if row.kind.has_viewer() {
        viewer::find(&state, request.headers()).await
    } else {
        Ok(Viewer::Anonymous.into())
    };
    let counted = limits::count(&state, row, &asker, address, request.headers()).await;
    let mut response = match (counted.refusal(), &asker) {
        (Some(problem), _) => Refusal::from(problem).into_response(),
        (None, Ok(asker)) => match authorise(&asker.viewer, row.action, Object::Platform { is_local }) {
            Ok(()) => {
                request.extensions_mut().insert(asker.viewer.clone());
                // A WebSocket counts each message, and so needs to know the limit of a key.
                if row.kind == Kind::Stream {
                    request.extensions_mut().insert(asker.clone());
                }
                // Hashing costs something, and nothing else that is only read asks for them.
                if row.kind == Kind::Page || (row.kind.has_viewer() && row.method != Verb::Get) {
                    let marks = device::marks(&state, &request);
                    request.extensions_mut().insert(marks);
                }
                let answer = tokio::time::timeout(row.kind.time(), next.run(request)).await;
                answer.unwrap_or_else(|_| Refusal::of_status(StatusCode::SERVICE_UNAVAILABLE).into_response())
            }
            Err(denied) => refuse(row, request.uri(), denied),
        },
        (None, Err(problem)) => Refusal::from(problem.clone()).into_response(),
    };
    counted.tell(&mut response);
    // For the layers outside: the log, the metrics, the words of a failure.
    response.extensions_mut().insert(row);
    response.extensions_mut().insert(asker.map_or(Viewer::Anonymous, |asker| asker.viewer));
    response
}

/// A page sends whoever must sign in, or confirm an address, where that is done; everything else is told why.
fn refuse(row: &Route, uri: &Uri, denied: Denied) -> Response {
    let is_for_browsers = matches!(row.kind, Kind::Page | Kind::Form | Kind::UploadForm);
    match denied {
        Denied::Unauthenticated if is_for_browsers => Redirect::to(&sign_in(row, uri)).into_response(),
        Denied::Unverified if is_for_browsers => Redirect::to("/verify").into_response(),
        _ => Refusal::from(Problem::from(denied)).into_response(),
    }
}

/// Where to sign in, and then to go on: to the page itself, or to the page whose form it was.
pub(super) fn sign_in(row: &Route, uri: &Uri) -> String {
    let has_page = ROUTES.iter().any(|other| other.method == Verb::Get && other.path == row.path);
    let asked = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let next = if has_page { asked } else { "/" };
    format!("/sign-in?next={}", domain::percent::path(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_goes_on_to_what_was_asked_for() {
        let row = |name: &str| ROUTES.iter().find(|row| row.name == name).expect("a row");
        let page = sign_in(row("run"), &"/runs/run_1?tab=a&b=c".parse().expect("a path"));
        assert_eq!(page, "/sign-in?next=/runs/run_1%3Ftab%3Da%26b%3Dc");
        assert_eq!(sign_in(row("run.cancel"), &"/runs/run_1/cancel".parse().expect("a path")), "/sign-in?next=/");
    }
}
