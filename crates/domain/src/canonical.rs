//! One text for one JSON value: what digests of values are made of.

use serde_json::Value;

/// JSON with sorted keys and without spaces, so that one value has one text.
///
/// Keys are compared by code points. Numbers stand as `serde_json` writes them, so `1` and `1.0` are two values.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut sorted: Vec<(&String, &Value)> = map.iter().collect();
            sorted.sort_by_key(|(key, _)| key.as_str());
            let parts: Vec<String> = sorted
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value)))
                .collect();
            format!("{{{}}}", parts.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        plain => plain.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_keys_does_not_matter_and_everything_else_does() {
        let text = canonical(&json!({"b": [1, {"z": null, "a": "\""}], "a": true}));
        assert_eq!(text, r#"{"a":true,"b":[1,{"a":"\"","z":null}]}"#);
        assert_eq!(text, canonical(&json!({"a": true, "b": [1, {"a": "\"", "z": null}]})));
        assert_ne!(text, canonical(&json!({"a": true, "b": [{"a": "\"", "z": null}, 1]})));
        assert_ne!(canonical(&json!("1")), canonical(&json!(1)));
    }
}
