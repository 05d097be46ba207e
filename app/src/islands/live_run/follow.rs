//! The browser's side of a live run: its events, the rendered messages, the final picture.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::run::Event;
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
    let arrived = Arrived::default();

    let on_message = {
        let (tell, page, arrived) = (tell.clone(), page.to_owned(), arrived.clone());
        Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let Some(event) = message.data().as_string().and_then(|json| serde_json::from_str::<Event>(&json).ok())
            else {
                return;
            };
            if live.line.get_untracked() != Line::Open {
                live.line.set(Line::Open);
            }
            match event.name.as_str() {
                "message.completed" => fetch_message(&page, &event, live),
                // Nobody listens any more only where the page is gone.
                "run.settled" => _ = tell.unbounded_send(Ended::Settled),
                _ => {}
            }
            arrived.take_in(event, live);
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
    // The next stream begins after what the transcript knows.
    arrived.fold(live);
    ended
}

/// How long events wait for those that come with them: two frames of a screen.
const TOGETHER: Duration = Duration::from_millis(33);

/// Events that arrived and are not drawn yet. The page is drawn once for all that come together, however many.
#[derive(Clone, Default)]
struct Arrived(Rc<RefCell<Vec<Event>>>);

impl Arrived {
    fn take_in(&self, event: Event, live: Live) {
        let mut waiting = self.0.borrow_mut();
        waiting.push(event);
        if waiting.len() == 1 {
            let arrived = self.clone();
            set_timeout(move || arrived.fold(live), TOGETHER);
        }
    }

    fn fold(&self, live: Live) {
        let events = self.0.take();
        if !events.is_empty() {
            live.transcript.update(|transcript| events.iter().for_each(|event| transcript.apply(event)));
        }
    }
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
    // An agent's word. It is one part of a path and never leads anywhere else, since what comes from there is put into the page.
    if matches!(id.as_str(), "" | "." | "..") {
        return;
    }
    let url = format!("{page}/messages/{}", domain::percent::coded(&id, b""));
    spawn_local(async move {
        let Ok(answer) = Request::get(&url).send().await else { return };
        if !answer.ok() {
            return;
        }
        if let Ok(html) = answer.text().await {
            live.rendered.update(|rendered| drop(rendered.insert(id, html)));
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
