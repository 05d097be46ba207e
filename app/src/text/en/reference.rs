//! The reference of the REST API. What operations, fields and codes are stands in the document that it is made from.

pub const TITLE: &str = "REST API";
pub const LEAD: &str =
    "Everything that a program can ask of Guildhall, with what it sends, what comes back, and an example of both.";
pub const DOCUMENT: &str = "The same as an OpenAPI document";
pub const CONTENTS: &str = "Contents";
pub const FIRST: &str = "Before the first request";
pub const WAYS: &str = "How to say who you are";
pub const WAYS_LEAD: &str = "Each operation says below who may ask. Send one of these, in the header of every request; two at once are refused.";
pub const WAY_BEARER: &str = "Authorization: Bearer …";
pub const REFUSALS_TITLE: &str = "When something is refused";
pub const REFUSALS_LEAD: &str =
    "Every answer from 400 up is a problem (RFC 9457). Go by its code: sentences may become better.";
pub const SHAPES: &str = "Shapes";
pub const SHAPES_LEAD: &str = "What bodies and answers are made of, by name.";

pub const WHO: &str = "Who may";
pub const EVERYBODY: &str = "Everybody";
pub const EVERYBODY_OR_SIGNED_IN: &str = "Everybody; who is signed in is told more";
pub const SIGNED_IN: &str = "Whoever is signed in";
pub const OR_DEVICE: &str = "Whoever is signed in, or a device that tries an agent";
pub const ADMINS: &str = "Admins";
pub const KEY: &str = "API key";
pub const KEY_MAY: &str = "May";
pub const KEY_MAY_NOT: &str = "May not: send an access token";
pub const SCOPE: &str = "Needs the scope ";

pub const PARAMETERS: &str = "Parameters";
pub const BODY: &str = "Body";
pub const ANSWERS: &str = "Answers";
pub const REFUSED: &str = "Refusals";
pub const TRY: &str = "With curl";
pub const EXAMPLE: &str = "Example";
pub const NEEDED: &str = "Needed";
pub const NO_CONTENT: &str = "Without a body.";
pub const HEADERS: &str = "With the header ";
pub const ONE_OF: &str = "One of:";
pub const BYTES: &str = "The bytes themselves";
pub const NO_FIELDS: &str = "It has no fields.";

pub const IN_PATH: &str = "path";
pub const IN_QUERY: &str = "query";
pub const IN_HEADER: &str = "header";
pub const IN_COOKIE: &str = "cookie";

pub const TEXT: &str = "text";
pub const TIME: &str = "time (RFC 3339, UTC)";
pub const DAY: &str = "day (2026-11-21)";
pub const PASSWORD: &str = "password";
pub const BASE64: &str = "text in base 64";
pub const RAW: &str = "bytes";
pub const FILE: &str = "file";
pub const WHOLE: &str = "whole number";
pub const NUMBER: &str = "number";
pub const FLAG: &str = "true or false";
pub const OBJECT: &str = "object";
pub const ANYTHING: &str = "any JSON";
pub const LIST: &str = "list of ";
pub const BY_NAME: &str = "by name: ";
pub const OR_NULL: &str = " or null";

pub fn length(least: Option<u64>, most: Option<u64>) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least} to {most} characters")),
        (Some(least), None) => Some(format!("at least {least} characters")),
        (None, Some(most)) => Some(format!("at most {most} characters")),
        (None, None) => None,
    }
}

pub fn range(least: Option<String>, most: Option<String>) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("from {least} to {most}")),
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(most)) => Some(format!("at most {most}")),
        (None, None) => None,
    }
}

pub fn items(least: u64) -> String {
    if least == 1 { "at least one".to_owned() } else { format!("at least {least}") }
}

pub fn pattern(pattern: &str) -> String {
    format!("of the form {pattern}")
}

pub fn unless_said(default: &str) -> String {
    format!("{default} unless said")
}
