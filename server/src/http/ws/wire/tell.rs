//! What a client is told.

use domain::id::RunId;
use domain::run::{Run, Status};
use serde::Serialize;
use serde_json::{Map, Value, json};
use service::Problem;

/// A message about a run.
#[derive(Serialize)]
struct AboutRun<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_repeat: Option<bool>,
    run: &'a Run,
}

/// A run was started, now or by the same key before.
pub(in crate::http::ws) fn started(id: Option<&str>, run: &Run, is_repeat: bool) -> String {
    text(&AboutRun { r#type: "execution_started", id, is_repeat: Some(is_repeat), run })
}

/// A run is settled and all its events were sent.
pub(in crate::http::ws) fn ended(run: &Run) -> String {
    let word = if run.status == Status::Succeeded { "execution_completed" } else { "execution_failed" };
    text(&AboutRun { r#type: word, id: None, is_repeat: None, run })
}

/// A stored event; `event` is its JSON, which is not read again.
pub(in crate::http::ws) fn progress(run: RunId, event: &str) -> String {
    format!(r#"{{"type":"execution_progress","run_id":"{run}","event":{event}}}"#)
}

/// The answer to a ping.
pub(in crate::http::ws) fn pong(id: Option<&str>) -> String {
    match id {
        Some(id) => text(&json!({"type": "pong", "id": id})),
        None => r#"{"type":"pong"}"#.to_owned(),
    }
}

/// The members of an error that a problem's own facts never replace.
const RESERVED: [&str; 9] =
    ["type", "id", "run_id", "status", "code", "detail", "request_id", "errors", "retry_after_seconds"];

/// A message was refused, or a subscription ended early.
pub(in crate::http::ws) fn error(id: Option<&str>, run: Option<RunId>, problem: &Problem, request_id: &str) -> String {
    let mut told = Map::new();
    told.insert("type".to_owned(), "error".into());
    if let Some(id) = id {
        told.insert("id".to_owned(), id.into());
    }
    if let Some(run) = run {
        told.insert("run_id".to_owned(), run.to_string().into());
    }
    told.insert("status".to_owned(), problem.kind.status().into());
    told.insert("code".to_owned(), problem.code.into());
    told.insert("detail".to_owned(), problem.detail.as_str().into());
    told.insert("request_id".to_owned(), request_id.into());
    if !problem.fields.is_empty() {
        told.insert("errors".to_owned(), serde_json::to_value(&problem.fields).unwrap_or_default());
    }
    if let Some(seconds) = problem.retry_after_seconds {
        told.insert("retry_after_seconds".to_owned(), seconds.into());
    }
    let facts = problem.facts.as_ref().and_then(Value::as_object).into_iter().flatten();
    for (name, fact) in facts.filter(|(name, _)| !RESERVED.contains(&name.as_str())) {
        told.insert(name.clone(), fact.clone());
    }
    text(&told)
}

fn text(message: &impl Serialize) -> String {
    serde_json::to_string(message).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::too_many;
    use super::*;

    #[test]
    fn an_error_has_the_members_of_a_problem() {
        let facts = json!({"quote": 1, "code": "no"});
        let problem = Problem { facts: Some(facts), ..too_many(2) };
        let told: Value = serde_json::from_str(&error(Some("a"), None, &problem, "r")).expect("JSON");
        assert_eq!((&told["type"], &told["id"], &told["request_id"]), (&json!("error"), &json!("a"), &json!("r")));
        assert_eq!((&told["code"], &told["quote"]), (&json!("too_many_subscriptions"), &json!(1)));
    }
}
