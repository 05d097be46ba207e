//! Reading Server-Sent Events as the standard says
//! (<https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation>).

use http::Method;
use serde_json::Value;

use super::client::Client;
use super::contract;

/// An event as it came over the wire.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heard {
    pub(crate) id: u64,
    pub(crate) event: Value,
}

impl Heard {
    pub(crate) fn name(&self) -> &str {
        self.event["type"].as_str().unwrap_or_default()
    }
}

/// A stream that is being read.
pub(crate) struct Listening {
    response: reqwest::Response,
    text: String,
}

impl Client {
    /// Opens the stream of a run after the event `last`; `None` where the server has nothing more (204).
    pub(crate) async fn listen(&self, id: &str, last: Option<u64>) -> Option<Listening> {
        self.try_listen(id, last).await.expect("an answer")
    }

    /// The same where the server may be gone.
    pub(crate) async fn try_listen(&self, id: &str, last: Option<u64>) -> Result<Option<Listening>, reqwest::Error> {
        let asking = self.ask(Method::GET, &format!("/api/v1/runs/{id}/events"));
        let asking = match last {
            Some(last) => asking.header("last-event-id", &last.to_string()),
            None => asking,
        };
        let response = asking.try_open().await?;
        Ok(match response.status().as_u16() {
            204 => None,
            200 => {
                assert_eq!(response.headers()["content-type"], "text/event-stream");
                Some(Listening { response, text: String::new() })
            }
            other => panic!("a stream answered {other}: {}", response.text().await.unwrap_or_default()),
        })
    }

    /// Everything after the event `last`, up to the end of the stream.
    pub(crate) async fn hear(&self, id: &str, last: Option<u64>) -> Vec<Heard> {
        let mut heard = Vec::new();
        if let Some(mut listening) = self.listen(id, last).await {
            while let Some(event) = listening.next().await {
                heard.push(event);
            }
        }
        heard
    }
}

impl Listening {
    /// The next event; `None` at the end.
    pub(crate) async fn next(&mut self) -> Option<Heard> {
        self.try_next().await.expect("the stream does not break")
    }

    /// The same where the server may be gone.
    pub(crate) async fn try_next(&mut self) -> Result<Option<Heard>, reqwest::Error> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                match parse(&block) {
                    Some(heard) => return Ok(Some(heard)),
                    None => continue,
                }
            }
            let Some(chunk) = self.response.chunk().await? else { return Ok(None) };
            self.text.push_str(std::str::from_utf8(&chunk).expect("UTF-8"));
        }
    }
}

/// An event, or `None` for a comment or a `retry`.
fn parse(block: &str) -> Option<Heard> {
    let (mut id, mut data) = (None, String::new());
    for line in block.lines() {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "id" => id = value.parse().ok(),
            "data" => data.push_str(value),
            // An event without a name reaches `onmessage`; there is one kind only.
            "" | "retry" => {}
            other => panic!("a field that nobody reads: {other}"),
        }
    }
    if data.is_empty() {
        return None;
    }
    let event: Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(contract::fault("Event", &event), None, "{event}");
    assert_eq!(event["seq"].as_u64(), id, "the id is the number: {event}");
    Some(Heard { id: id?, event })
}

/// Panics unless the numbers run from `first` without gap or repeat.
#[track_caller]
pub(crate) fn assert_gapless(heard: &[Heard], first: u64) {
    let numbers: Vec<u64> = heard.iter().map(|heard| heard.id).collect();
    let expected: Vec<u64> = (first..first + numbers.len() as u64).collect();
    assert_eq!(numbers, expected);
}
