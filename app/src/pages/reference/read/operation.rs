//! An operation: who may, what it takes, what it answers.

use serde_json::Value;

use super::schema::{self, Field, Kind, fields, kind, limits, resolved};
use super::{list, members, pretty, text};

/// An operation.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    /// Its name; the anchor too.
    pub(crate) id: &'a str,
    pub(crate) summary: &'a str,
    /// Markdown.
    pub(crate) description: &'a str,
    /// In capitals.
    pub(crate) method: String,
    pub(crate) path: &'a str,
    pub(crate) who: Who,
    /// Whether an API key may: `None` where nobody need sign in; else the scope that it needs, if any.
    pub(crate) key: Option<Result<&'a str, ()>>,
    pub(crate) parameters: Vec<Parameter<'a>>,
    pub(crate) bodies: Vec<Body<'a>>,
    pub(crate) answers: Vec<Answer<'a>>,
    pub(crate) refusals: Vec<Refusal<'a>>,
}

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Everybody,
    EverybodyOrSignedIn,
    SignedIn,
    OrDevice,
    Admins,
}

/// A part of the address, or a header.
#[derive(Debug)]
pub(crate) struct Parameter<'a> {
    pub(crate) name: &'a str,
    pub(crate) place: Place,
    pub(crate) kind: Kind<'a>,
    pub(crate) is_needed: bool,
    pub(crate) description: &'a str,
    pub(crate) limits: Vec<String>,
    pub(crate) options: Vec<&'a str>,
    pub(crate) example: Option<String>,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// What may be sent.
#[derive(Debug)]
pub(crate) struct Body<'a> {
    pub(crate) media_type: &'a str,
    pub(crate) shape: Option<&'a str>,
    pub(crate) is_needed: bool,
    pub(crate) fields: Vec<Field<'a>>,
    pub(crate) example: Option<&'a Value>,
}

/// What is answered to a request that is carried out.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) status: &'a str,
    pub(crate) description: &'a str,
    pub(crate) headers: Vec<&'a str>,
    /// Media type, what it is, an example.
    pub(crate) contents: Vec<(&'a str, Kind<'a>, Option<String>)>,
}

/// What is answered to one that is not.
#[derive(Debug)]
pub(crate) struct Refusal<'a> {
    pub(crate) status: &'a str,
    pub(crate) description: &'a str,
    pub(crate) codes: Vec<&'a str>,
}

pub(super) fn read<'a>(document: &'a Value, method: &str, path: &'a str, operation: &'a Value) -> Operation<'a> {
    let responses = || members(&operation["responses"]);
    let body = &operation["requestBody"];
    let is_needed = body["required"] == true;
    Operation {
        id: text(&operation["operationId"]),
        summary: text(&operation["summary"]),
        description: text(&operation["description"]),
        method: method.to_uppercase(),
        path,
        who: who(operation),
        key: key(operation),
        parameters: list(&operation["parameters"]).map(|one| parameter(document, one)).collect(),
        bodies: members(&body["content"]).map(|(name, content)| sent(document, name, content, is_needed)).collect(),
        answers: responses().filter(|(status, _)| !is_refusal(status)).map(answer).collect(),
        refusals: responses().filter(|(status, _)| is_refusal(status)).map(refusal).collect(),
    }
}

fn is_refusal(status: &str) -> bool {
    status >= "400"
}

fn who(operation: &Value) -> Who {
    let ways = || list(&operation["security"]).map(|way| members(way).map(|(name, _)| name.as_str()).next());
    if text(&operation["x-action"]) == "administer" {
        Who::Admins
    } else if ways().next().is_none() {
        Who::Everybody
    } else if ways().any(|way| way.is_none()) {
        Who::EverybodyOrSignedIn
    } else if ways().any(|way| way == Some("device")) {
        Who::OrDevice
    } else {
        Who::SignedIn
    }
}

fn key(operation: &Value) -> Option<Result<&str, ()>> {
    list(&operation["security"]).next()?;
    let may = list(&operation["security"]).any(|way| way.get("api_key").is_some());
    Some(if may { Ok(text(&operation["x-scope"])) } else { Err(()) })
}

fn parameter<'a>(document: &'a Value, parameter: &'a Value) -> Parameter<'a> {
    let schema = &parameter["schema"];
    Parameter {
        name: text(&parameter["name"]),
        place: match text(&parameter["in"]) {
            "path" => Place::Path,
            "header" => Place::Header,
            "cookie" => Place::Cookie,
            _ => Place::Query,
        },
        // An address has no null: what may be null there may be left out.
        kind: Kind { may_be_null: false, ..kind(schema) },
        is_needed: parameter["required"] == true,
        description: text(&parameter["description"]),
        limits: limits(schema),
        options: schema::options(resolved(document, schema)),
        example: parameter.get("example").map(pretty),
    }
}

fn sent<'a>(document: &'a Value, media_type: &'a str, content: &'a Value, is_needed: bool) -> Body<'a> {
    let schema = &content["schema"];
    let inner = resolved(document, schema);
    Body {
        media_type,
        shape: match kind(schema).what {
            schema::What::Shape(name) => Some(name),
            schema::What::Word(_) => None,
        },
        is_needed,
        fields: fields(document, schema),
        example: content.get("example").or_else(|| inner.get("example")),
    }
}

fn answer<'a>((status, response): (&'a String, &'a Value)) -> Answer<'a> {
    let content = |(media_type, content): (&'a String, &'a Value)| {
        (media_type.as_str(), kind(&content["schema"]), content.get("example").map(pretty))
    };
    Answer {
        status,
        description: text(&response["description"]),
        headers: members(&response["headers"]).map(|(name, _)| name.as_str()).collect(),
        contents: members(&response["content"]).map(content).collect(),
    }
}

fn refusal<'a>((status, response): (&'a String, &'a Value)) -> Refusal<'a> {
    let codes = list(&response["x-codes"]).filter_map(Value::as_str).collect();
    Refusal { status, description: text(&response["description"]), codes }
}
