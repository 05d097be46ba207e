//! Reading what a client sends.

use domain::credits::Credits;
use domain::error::FieldError;
use domain::id::RunId;
use domain::input::Values;
use serde_json::{Map, Value};
use service::Problem;

use super::refuse::unknown_type;
use crate::http::api::extract::{Fields, fields_of};
use crate::http::problem::Refusal;

/// Characters of a client's own `id`.
const MAX_ID: usize = 64;

/// What a client asks.
#[derive(Debug, PartialEq)]
pub(in crate::http::ws) enum Ask {
    /// Start a run, and follow it.
    Execute(Execute),
    /// Follow a run from after an event.
    Subscribe { run: RunId, after: Option<u64> },
    /// Show that you are there.
    Ping,
}

/// A start.
#[derive(Debug, PartialEq)]
pub(in crate::http::ws) struct Execute {
    pub(in crate::http::ws) agent: String,
    pub(in crate::http::ws) input: Values,
    pub(in crate::http::ws) max_price: Credits,
    pub(in crate::http::ws) idempotency_key: String,
}

impl Ask {
    /// As it is named in logs.
    pub(in crate::http::ws) fn name(&self) -> &'static str {
        match self {
            Self::Execute(_) => "ws.execute",
            Self::Subscribe { .. } => "ws.subscribe",
            Self::Ping => "ws.ping",
        }
    }

    /// Whether it counts as a request: what REST has a route for.
    pub(in crate::http::ws) fn is_counted(&self) -> bool {
        match self {
            Self::Execute(_) | Self::Subscribe { .. } => true,
            Self::Ping => false,
        }
    }
}

/// Reads a message: its `id`, as far as it can be read, and what it asks.
pub(in crate::http::ws) fn read(text: &str) -> (Option<String>, Result<Ask, Problem>) {
    let mut map = match fields_of(text.as_bytes()) {
        Ok(fields) => fields.into_map(),
        Err(refusal) => return (None, Err(refusal.problem().clone())),
    };
    match take_id(&mut map) {
        Ok(id) => (id, ask(map).map_err(|refusal| refusal.problem().clone())),
        Err(problem) => (None, Err(problem)),
    }
}

fn take_id(map: &mut Map<String, Value>) -> Result<Option<String>, Problem> {
    match map.shift_remove("id") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) if (1..=MAX_ID).contains(&id.len()) && !id.chars().any(char::is_control) => {
            Ok(Some(id))
        }
        Some(_) => Err(misfit("id", "bad_id", "A text of at most 64 bytes is needed.")),
    }
}

fn ask(mut map: Map<String, Value>) -> Result<Ask, Refusal> {
    let after = map.shift_remove("after").filter(|after| !after.is_null());
    let mut fields = Fields::new(map);
    let ask = match fields.text("type").as_str() {
        "execute_agent" => execute(&mut fields)?,
        "subscribe" => {
            let run = fields.text("run_id");
            let after = after.as_ref().map(read_after).transpose()?;
            fields.end()?;
            // What is no id at all answers like a run that does not exist.
            let run = run.parse().map_err(|_| Problem::not_found())?;
            return Ok(Ask::Subscribe { run, after });
        }
        "ping" => Ask::Ping,
        "" => {
            fields.end()?;
            return Err(unknown_type().into());
        }
        _ => return Err(unknown_type().into()),
    };
    fields.end()?;
    if after.is_some() {
        return Err(misfit("after", "unknown_field", "There is no such field here.").into());
    }
    Ok(ask)
}

fn execute(fields: &mut Fields) -> Result<Ask, Refusal> {
    let execute = Execute {
        agent: fields.text("agent"),
        input: fields.object("input").unwrap_or_default(),
        max_price: Credits::from_micro(fields.whole("max_price_microcredits")),
        idempotency_key: fields.text("idempotency_key"),
    };
    let key = &execute.idempotency_key;
    let fits = key.len() <= 255 && key.bytes().all(|byte| byte.is_ascii_graphic());
    if !fits {
        let message = "One word of 1 to 255 visible ASCII characters is needed.";
        return Err(misfit("idempotency_key", "idempotency_key_invalid", message).into());
    }
    Ok(Ask::Execute(execute))
}

fn read_after(value: &Value) -> Result<u64, Problem> {
    let number = value.as_u64().filter(|number| i64::try_from(*number).is_ok());
    number.ok_or_else(|| misfit("after", "bad_event_id", "The number of an event is needed."))
}

fn misfit(field: &str, code: &str, message: &str) -> Problem {
    Problem::invalid(vec![FieldError::new(field, code, message)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        read(text).1.map_or_else(|problem| problem.code, |ask| ask.name())
    }

    #[test]
    fn each_message_is_read_strictly() {
        let run = RunId::from_bits(7);
        let subscribe = format!(r#"{{"type":"subscribe","id":"a","run_id":"{run}","after":3}}"#);
        assert_eq!(read(&subscribe), (Some("a".to_owned()), Ok(Ask::Subscribe { run, after: Some(3) })));
        assert_eq!(code(r#"{"type":"ping"}"#), "ws.ping");
        let execute = r#"{"type":"execute_agent","agent":"echo","input":{"text":"a"},"max_price_microcredits":1,"idempotency_key":"k"}"#;
        assert_eq!(code(execute), "ws.execute");
        for (text, expected) in [
            ("", "malformed_json"),
            ("[]", "not_an_object"),
            ("{}", "invalid_fields"),
            (r#"{"type":""}"#, "unknown_type"),
            (r#"{"type":"execute"}"#, "unknown_type"),
            (r#"{"type":"ping","more":1}"#, "invalid_fields"),
            (r#"{"type":"ping","after":1}"#, "invalid_fields"),
            (r#"{"type":"ping","id":7}"#, "invalid_fields"),
            (r#"{"type":"subscribe"}"#, "invalid_fields"),
            (r#"{"type":"subscribe","run_id":"run_x"}"#, "not_found"),
            (r#"{"type":"subscribe","run_id":"run_x","after":-1}"#, "invalid_fields"),
            (r#"{"type":"execute_agent","agent":"echo","max_price_microcredits":1}"#, "invalid_fields"),
            (
                r#"{"type":"execute_agent","agent":"echo","max_price_microcredits":1,"idempotency_key":"a b"}"#,
                "invalid_fields",
            ),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }
}
