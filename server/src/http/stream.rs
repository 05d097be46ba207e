//! A run's events as Server-Sent Events (decision 17).
//!
//! Every event is one unnamed SSE event: `id:` is its number, `data:` its JSON, encoded once for all its readers. A
//! comment every 15 s keeps proxies from closing. The stream ends after `run.settled`; a further connect is answered
//! 204, which tells an `EventSource` to stop for good. Each minute the credential is looked at again, and so is the
//! right to see the run. When the server closes, the stream ends and the browser comes back with `Last-Event-ID`.
//!
//! A reader that stands still is dropped by the socket ([`crate::accept`]): an event is taken from the hub only when the
//! last one was written, so nothing piles up here.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse as _, Response};
use domain::account::{Action, Object, Viewer, authorise, authorised_owner};
use domain::id::{OwnerId, RunId};
use futures::stream::unfold;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use service::{Problem, run};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use crate::http::problem::{Refusal, malformed};
use crate::http::state::AppState;
use crate::http::traffic;
use crate::http::viewer::Credential;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// How long a browser waits before it comes back: a second.
const HELLO: &[u8] = b"retry: 1000\n\n";

/// The stream of a run's events, or 204 where nothing is left to come.
///
/// The events after the one that `Last-Event-ID` names, else after `after` (`?after=`), else all.
pub async fn sse(state: &AppState, viewer: &Viewer, headers: &HeaderMap, run: RunId, after: Option<u64>) -> Response {
    open(state, viewer, headers, run, after).await.unwrap_or_else(|problem| Refusal::from(problem).into_response())
}

async fn open(
    state: &AppState,
    viewer: &Viewer,
    headers: &HeaderMap,
    run: RunId,
    after: Option<u64>,
) -> Result<Response, Problem> {
    let after = last_event(headers)?.or(after);
    let watch = run::watch(&state.services, viewer, run, after).await?;
    if watch.is_over() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let every = state.edge.rhythm.beat;
    let mut beat = interval_at(Instant::now() + every, every);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let stream = Stream {
        credential: Credential::of(headers, state.edge.is_production())?,
        state: state.clone(),
        owner: authorised_owner(viewer, Action::SeeRuns).map_err(Problem::from)?,
        watch,
        beat,
        beats: 0,
        is_new: true,
    };
    metrics::counter!(traffic::STREAMS).increment(1);
    let frames = unfold(stream, |mut stream| async move { Some((Ok::<_, Infallible>(stream.frame().await?), stream)) });
    let mut response = Body::from_stream(frames).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // For nginx, which would collect the events otherwise.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}

fn last_event(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(LAST_EVENT_ID).filter(|value| !value.is_empty()) else { return Ok(None) };
    let number = value.to_str().ok().and_then(|text| text.parse().ok()).filter(|number| i64::try_from(*number).is_ok());
    number
        .map(Some)
        .ok_or_else(|| malformed("not_a_number", "Last-Event-ID", "Last-Event-ID is the number of an event."))
}

struct Stream {
    state: AppState,
    credential: Credential,
    owner: OwnerId,
    watch: run::Watch,
    beat: Interval,
    beats: u32,
    is_new: bool,
}

impl Stream {
    /// What is sent next; `None` at the end.
    async fn frame(&mut self) -> Option<Bytes> {
        if std::mem::take(&mut self.is_new) {
            return Some(Bytes::from_static(HELLO));
        }
        tokio::select! {
            biased;
            () = self.state.edge.closing.cancelled() => None,
            told = self.watch.next() => match told {
                Ok(event) => event.map(|event| frame(event.seq, &event.json)),
                Err(error) => {
                    // The reader comes back and goes on after the last event that it saw.
                    tracing::warn!(%error, "a stream of events broke off");
                    None
                }
            },
            _ = self.beat.tick() => {
                self.beats += 1;
                let is_due = self.beats.is_multiple_of(self.state.edge.rhythm.beats_per_check);
                (!is_due || self.may_look().await).then(|| Bytes::from_static(b":\n\n"))
            }
        }
    }

    /// Whether whoever opened the stream is still that person, and the run still that person's.
    async fn may_look(&self) -> bool {
        let viewer = self.credential.viewer(&self.state).await;
        let is_known = viewer.is_ok_and(|viewer| authorise(&viewer, Action::SeeRuns, Object::Of(self.owner)).is_ok());
        is_known && self.watch.is_allowed().await.unwrap_or(false)
    }
}

fn frame(seq: u64, json: &str) -> Bytes {
    format!("id: {seq}\ndata: {json}\n\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_goes_on_after_the_event_that_it_names() {
        let with = |text: &'static str| HeaderMap::from_iter([(LAST_EVENT_ID, HeaderValue::from_static(text))]);
        assert_eq!(last_event(&HeaderMap::new()), Ok(None));
        assert_eq!(last_event(&with("")), Ok(None));
        assert_eq!(last_event(&with("17")), Ok(Some(17)));
        for bad in ["-1", "a", "1 2", "9223372036854775808", "99999999999999999999"] {
            assert!(last_event(&with(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_event_is_one_block() {
        assert_eq!(frame(3, "{\"seq\":3}"), Bytes::from_static(b"id: 3\ndata: {\"seq\":3}\n\n"));
    }
}
