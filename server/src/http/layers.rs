//! The layers around every route, from the outside in.
//!
//! 1. `edge`: ids, address, the span, words for refusals, headers, the log line and the metrics. One function
//!    rather than a layer each: every layer of axum costs a boxed future per request.
//! 2. A panic becomes a refusal.
//! 3. Compression of what is text; never of a stream, whose events would wait in the compressor.
//! 4. The Host check, what other origins may read, and the cross-site check, before anything is looked up.

use std::time::Instant;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate as _, SizeAbove};
use tracing::Instrument as _;

use crate::http::state::AppState;
use crate::http::{address, calls, cors, cross_site, headers, host, problem, request_id, timing, traffic, words};

/// Under this many bytes compressing costs more than it saves.
const WORTH_COMPRESSING: u64 = 860;

/// Puts the layers around the routes.
pub fn around(routes: Router<AppState>, state: AppState) -> Router {
    let text = SizeAbove::new(WORTH_COMPRESSING)
        .and(NotForContentType::SSE)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("application/wasm"));
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(state.clone(), edge))
        .layer(CatchPanicLayer::custom(problem::of_panic))
        .layer(CompressionLayer::new().compress_when(text))
        .layer(from_fn_with_state(state.clone(), host::check))
        .layer(cors::layer(&state.edge.shared_with))
        .layer(cross_site::layer(state.edge.public_url.as_ref()));
    routes.layer(layers).with_state(state)
}

async fn edge(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let (id, trace) = request_id::name(&mut request);
    let client = address::find(&state.edge.proxies, &mut request);
    let asked = traffic::Asked::of(&request, &id, &trace, client);
    let words = words::Words::of(&request, &id);
    let span = asked.span();
    let heard = calls::Heard::of(&state, &request, &id);
    let method = request.method().clone();
    let answer = async { Box::pin(words.told(&state, next.run(request).await)).await }.instrument(span.clone());
    let (mut response, database) = store::measure::metered(answer).await;
    headers::secure(&mut response, &id, state.edge.is_production());
    let took = began.elapsed();
    timing::show(&mut response, &method, database, took);
    span.in_scope(|| asked.note(&response, took));
    if let Some(heard) = heard {
        heard.note(&state, &response, took);
    }
    response
}
