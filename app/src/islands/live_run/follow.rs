//! The browser's side of a live run: its events, the rendered messages, the final picture.

use std::time::Duration;

use domain::run::{Event, Item};
use domain::time::Micros;
use futures::StreamExt as _;
use futures::channel::{mpsc, oneshot};
use gloo_net::http::Request;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventSource, MessageEvent};

use super::{Line, Live};
use crate::islands::dom;

/// How long after a stream that was refused the next one is asked for.
const REST: Duration = Duration::from_secs(3);
/// How often it is asked again: for five minutes. A server that starts anew takes seconds.
const TRIES: u32 = 100;

/// Follows the run's events from where the page stands until it is settled.
pub(super) fn follow(id: &str, live: Live) {
    keep_time(live);
    spawn_local(listen(id.to_owned(), live));
}

/// Opens streams of events until one has brought the end, or the page tells it.
///
/// A browser opens a stream again by itself where it was cut. Where it was refused, it does not: because the run is
/// over, or because the server was busy or away.
async fn listen(id: String, live: Live) {
    let page = format!("/runs/{id}");
    for _ in 0..TRIES {
        let ended = stream(&id, &page, live).await;
        if show_final(&page).await == Final::Shown {
            return;
        }
        if ended == Ended::Settled {
            return dom::reload();
        }
        live.line.set(Line::Retrying);
        sleep(REST).await;
    }
    live.line.set(Line::Lost);
}

/// How a stream ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// With the run's end.
    Settled,
    /// Without it, and the browser does not open it again.
    Refused,
}

/// Follows one stream to its end.
async fn stream(id: &str, page: &str, live: Live) -> Ended {
    let after = live.transcript.with_untracked(|transcript| transcript.next_seq.checked_sub(1));
    let after = after.map(|seq| format!("?after={seq}")).unwrap_or_default();
    let Ok(source) = EventSource::new(&format!("/api/v1/runs/{id}/events{after}")) else { return Ended::Refused };
    let (tell, mut told) = mpsc::unbounded();

    let on_message = {
        let (tell, page) = (tell.clone(), page.to_owned());
        Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let Some(event) = message.data().as_string().and_then(|json| serde_json::from_str::<Event>(&json).ok())
            else {
                return;
            };
            live.line.set(Line::Open);
            live.transcript.update(|transcript| transcript.apply(&event));
            match event.name.as_str() {
                "message.completed" => fetch_message(&page, &event, live),
                // Nobody listens any more only where the page is gone.
                "run.settled" => _ = tell.unbounded_send(Ended::Settled),
                _ => {}
            }
        })
    };
    let on_error = {
        let source = source.clone();
        Closure::<dyn FnMut()>::new(move || {
            live.line.set(Line::Retrying);
            if source.ready_state() == EventSource::CLOSED {
                _ = tell.unbounded_send(Ended::Refused);
            }
        })
    };
    source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    let ended = told.next().await.unwrap_or(Ended::Refused);
    source.close();
    ended
}

/// Lets the server's clock go on by this machine's, which may be wrong but goes as fast.
fn keep_time(live: Live) {
    let (here, there) = (micros_now(), live.now.get_untracked());
    let tick = move || live.now.set(there.plus(Micros(micros_now() - here)));
    set_interval(tick, Duration::from_secs(1));
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit i64 for 300,000 years")]
fn micros_now() -> i64 {
    js_sys::Date::now() as i64 * 1_000
}

/// Brings the rendered and sanitised HTML of a message that is whole.
fn fetch_message(page: &str, event: &Event, live: Live) {
    let Some(id) = event.data.get("id").and_then(serde_json::Value::as_str).map(str::to_owned) else { return };
    let url = format!("{page}/messages/{id}");
    spawn_local(async move {
        let Ok(answer) = Request::get(&url).send().await else { return };
        if !answer.ok() {
            return;
        }
        if let Ok(html) = answer.text().await {
            let known = |item: &Item| matches!(item, Item::Message { id: known, .. } if *known == id);
            if live.transcript.with_untracked(|transcript| transcript.items.iter().any(known)) {
                live.rendered.update(|rendered| drop(rendered.insert(id, html)));
            }
        }
    });
}

/// What came of asking for the settled run's page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Final {
    /// It is in place.
    Shown,
    /// There is none yet, or none came.
    Missing,
}

/// Puts the server's picture of the settled run and of the balance in place.
async fn show_final(page: &str) -> Final {
    let shown = async {
        let fresh = dom::fetch_page(page).await?;
        // A picture of a run that goes on would stand still: nothing in it is alive.
        let is_settled = fresh.query_selector("#run[data-settled]").ok()?.is_some();
        if is_settled { dom::replace_from(&fresh, &["run", "balance"]) } else { None }
    };
    if shown.await.is_some() { Final::Shown } else { Final::Missing }
}

async fn sleep(length: Duration) {
    let (wake, woken) = oneshot::channel();
    set_timeout(move || _ = wake.send(()), length);
    // It is cancelled only with the page.
    _ = woken.await;
}
