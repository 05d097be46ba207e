//! The fields of a key, as a body brings them.

#![expect(clippy::option_option, reason = "a field that is not there is another matter than one that is null")]

use domain::account::{KeyScope, KeyScopes};
use domain::credits::Credits;
use domain::key::{Cap, CapPeriod};
use domain::time::Timestamp;
use serde_json::Value;

use crate::http::api::extract::Fields;

/// `scopes`: a list of words.
pub(super) fn scopes(fields: &mut Fields) -> Option<KeyScopes> {
    let given = fields.take("scopes")?;
    let words = given.as_array().map(|words| words.iter().map(|word| word.as_str().and_then(KeyScope::parse)));
    let scopes: Option<KeyScopes> = words.and_then(Iterator::collect);
    if scopes.is_none() {
        let known = KeyScope::ALL.map(KeyScope::as_str).join(", ");
        fields.misfit("scopes", "unknown_scope", &format!("A list of these is needed: {known}."));
    }
    scopes
}

/// `expires_at`: `None` where it is not there, `Some(None)` where it is null.
pub(super) fn end(fields: &mut Fields) -> Option<Option<Timestamp>> {
    let given = fields.take("expires_at")?;
    if given.is_null() {
        return Some(None);
    }
    let end = serde_json::from_value(given).ok();
    if end.is_none() {
        fields.misfit("expires_at", "not_a_time", "A time is needed, as 2026-12-31T00:00:00Z, or null.");
    }
    Some(end)
}

/// `cap`: `{"microcredits", "period"}` or null.
pub(super) fn cap(fields: &mut Fields) -> Option<Option<Cap>> {
    let mut given = match fields.take("cap")? {
        Value::Null => return Some(None),
        Value::Object(given) => given,
        _ => {
            fields.misfit("cap", "not_an_object", "An object with microcredits and period is needed, or null.");
            return Some(None);
        }
    };
    let amount = given.shift_remove("microcredits").and_then(|amount| amount.as_i64()).map(Credits::from_micro);
    if amount.is_none() {
        fields.misfit("cap.microcredits", "not_whole", "A whole number of millionths of a credit is needed.");
    }
    let period = given.shift_remove("period");
    let period = period.as_ref().and_then(Value::as_str).and_then(CapPeriod::parse);
    if period.is_none() {
        fields.misfit("cap.period", "unknown_period", "month or total is needed.");
    }
    if !given.is_empty() {
        fields.misfit("cap", "unknown_field", "A cap has microcredits and period, and nothing else.");
    }
    Some(amount.zip(period).map(|(amount, period)| Cap { amount, period }))
}

/// `requests_per_minute`: a whole number or null.
pub(super) fn limit(fields: &mut Fields) -> Option<Option<u32>> {
    let given = fields.take("requests_per_minute")?;
    if given.is_null() {
        return Some(None);
    }
    let limit = given.as_u64().and_then(|limit| u32::try_from(limit).ok());
    if limit.is_none() {
        fields.misfit("requests_per_minute", "not_whole", "A whole number is needed, or null.");
    }
    Some(limit)
}
