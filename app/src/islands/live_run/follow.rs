//! The browser's side of a live run: its events, the rendered messages, the final picture.

use domain::run::{Event, Item};
use domain::time::Micros;
use gloo_net::http::Request;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventSource, MessageEvent};

use super::{Line, Live};
use crate::islands::dom;

/// Follows the run's events from where the page stands until it is settled.
pub(super) fn follow(id: &str, live: Live) {
    let after = live.transcript.with_untracked(|transcript| transcript.next_seq.checked_sub(1));
    let after = after.map(|seq| format!("?after={seq}")).unwrap_or_default();
    let Ok(source) = EventSource::new(&format!("/api/v1/runs/{id}/events{after}")) else {
        live.line.set(Line::Lost);
        return;
    };
    let page = format!("/runs/{id}");

    let on_message = {
        let (source, page) = (source.clone(), page.clone());
        Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let Some(event) = message.data().as_string().and_then(|json| serde_json::from_str::<Event>(&json).ok())
            else {
                return;
            };
            live.line.set(Line::Open);
            live.transcript.update(|transcript| transcript.apply(&event));
            match event.name.as_str() {
                "message.completed" => fetch_message(&page, &event, live),
                "run.settled" => {
                    source.close();
                    show_final(page.clone());
                }
                _ => {}
            }
        })
    };
    let on_error = {
        let source = source.clone();
        Closure::<dyn FnMut()>::new(move || {
            if source.ready_state() == EventSource::CLOSED {
                live.line.set(Line::Lost);
                // It may have been settled meanwhile: then this brings the end of it.
                show_final(page.clone());
            } else {
                live.line.set(Line::Retrying);
            }
        })
    };
    source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // Both live as long as the page.
    on_message.forget();
    on_error.forget();

    keep_time(live);
}

/// Lets the server's clock go on by this machine's, which may be wrong but goes as fast.
fn keep_time(live: Live) {
    let (here, there) = (micros_now(), live.now.get_untracked());
    let tick = move || live.now.set(there.plus(Micros(micros_now() - here)));
    set_interval(tick, std::time::Duration::from_secs(1));
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

/// Puts the server's picture of the settled run and of the balance in place.
fn show_final(page: String) {
    spawn_local(async move {
        if dom::replace_from(&page, &["run", "balance"]).await.is_none() {
            dom::reload();
        }
    });
}
