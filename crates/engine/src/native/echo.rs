//! The smallest program: says back what it is given, in as many steps as asked.
//!
//! It is listed in no catalogue that ships; tests and benches give it a manifest of their own to see how runs behave
//! without an agent's own work in the way.

use std::time::Duration;

use serde_json::{Value, json};

use crate::context::{Context, Done, Failure, Input, NewArtifact, Stop};

pub(super) const REVISION: u32 = 2;

pub(super) async fn run(context: Context, input: Input) -> Result<Value, Stop> {
    let text = input.values.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
    let whole = |name: &str, absent: u64| input.values.get(name).and_then(Value::as_u64).unwrap_or(absent);
    let wait = Duration::from_millis(whole("wait_ms", 0));
    let mut said = String::new();
    for number in 1..=whole("steps", 1) {
        let (key, title) = (format!("echo-{number}"), format!("Echo {number}"));
        let text = text.clone();
        let inputs = (said.clone(), text.clone());
        said = context
            .step(&key, &title, &inputs, move |cancel| {
                // In slices, so that a request to stop is heard.
                let slice = Duration::from_millis(5);
                let mut left = wait;
                while !left.is_zero() {
                    cancel.check()?;
                    let nap = left.min(slice);
                    std::thread::sleep(nap);
                    left -= nap;
                }
                let artifacts = vec![NewArtifact {
                    name: format!("echo-{number}.txt"),
                    media_type: "text/plain; charset=utf-8".to_owned(),
                    bytes: text.clone().into_bytes(),
                }];
                let artifacts = if wait.is_zero() { Vec::new() } else { artifacts };
                Ok(Done { value: text, summary: String::new(), artifacts })
            })
            .await?;
    }
    if text == "fail" {
        return Err(Failure::new("told_to", "The text asked for a failure.").into());
    }
    if text == "say" || text.starts_with("say ") {
        context.say("echo", said.clone()).await?;
    }
    // With this text, an output that no schema of an echo allows.
    if text == "break the schema" { Ok(json!(17)) } else { Ok(json!({ "text": said })) }
}
