//! What the page shows, read out of the `OpenAPI` document.

mod operation;
mod schema;

use serde_json::Value;

pub(super) use operation::{Answer, Body, Operation, Parameter, Place, Refusal, Who};
pub(super) use schema::{Field, Kind, Shape, What};

/// Operations that belong together.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The tag; the anchor too.
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    pub(super) operations: Vec<Operation<'a>>,
}

/// A way to say who one is.
#[derive(Debug)]
pub(super) struct Way<'a> {
    /// The header or cookie; `None` for a bearer token.
    pub(super) name: Option<&'a str>,
    pub(super) description: &'a str,
}

/// All of it.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) description: &'a str,
    pub(super) ways: Vec<Way<'a>>,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) shapes: Vec<Shape<'a>>,
    /// What stands for every refusal.
    pub(super) problem: Option<String>,
}

/// Reads the document.
pub(super) fn read(document: &Value) -> Document<'_> {
    let mut groups: Vec<Group<'_>> = list(&document["tags"])
        .map(|tag| Group { name: text(&tag["name"]), description: text(&tag["description"]), operations: Vec::new() })
        .collect();
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item) {
            let tag = list(&operation["tags"]).next().map(text);
            if let Some(group) = groups.iter_mut().find(|group| Some(group.name) == tag) {
                group.operations.push(operation::read(document, method, path, operation));
            }
        }
    }
    let schemas = &document["components"]["schemas"];
    Document {
        description: text(&document["info"]["description"]),
        ways: members(&document["components"]["securitySchemes"])
            .map(|(_, way)| Way { name: way["name"].as_str(), description: text(&way["description"]) })
            .collect(),
        groups,
        shapes: members(schemas).map(|(name, schema)| schema::shape(document, name, schema)).collect(),
        problem: schemas["Problem"].get("example").map(pretty),
    }
}

/// The members of an object, in order; none of anything else.
fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The items of a list; none of anything else.
fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The text, or an empty one.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// JSON over several lines; a text as it is.
fn pretty(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => serde_json::to_string_pretty(value).unwrap_or_default(),
    }
}
