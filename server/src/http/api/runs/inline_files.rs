//! Files inside JSON: `{"filename", "base64"}` where the agent's input has a field for a file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::error::{FieldError, Kind};
use domain::input::{self, MAX_FILE_BYTES, Schema, Values};
use serde_json::Value;
use service::Problem;
use service::run::GivenFile;

use crate::http::problem::Refusal;

/// Files by field name.
pub(crate) type Files = Vec<(String, GivenFile)>;

/// Takes the files out of `values`.
///
/// Whatever else stands in a file's field is refused here: further inside, a value of that shape would pass for a file
/// that is already stored.
pub(crate) fn take(schema: &Schema, values: &mut Values) -> Result<Files, Refusal> {
    let mut files = Files::new();
    let mut errors = Vec::new();
    for field in schema.fields.iter().filter(|field| matches!(field.kind, input::Kind::File { .. })) {
        match values.shift_remove(&field.name) {
            None | Some(Value::Null) => {}
            Some(value) => match file(value) {
                Ok(file) if file.bytes.len() as u64 > MAX_FILE_BYTES => return Err(too_large().into()),
                Ok(file) => files.push((field.name.clone(), file)),
                Err((code, message)) => errors.push(FieldError::new(format!("input.{}", field.name), code, message)),
            },
        }
    }
    if errors.is_empty() { Ok(files) } else { Err(Problem::invalid(errors).into()) }
}

/// The refusal of a file above what is taken anywhere.
pub(super) fn too_large() -> Problem {
    Problem::new(Kind::TooLarge, "too_large", format!("A file may have at most {} MB.", MAX_FILE_BYTES / 1_000_000))
}

fn file(value: Value) -> Result<GivenFile, (&'static str, &'static str)> {
    let shape = ("not_a_file", "An object with exactly filename and base64 is needed.");
    let Value::Object(mut map) = value else { return Err(shape) };
    match (map.shift_remove("filename"), map.shift_remove("base64"), map.is_empty()) {
        (Some(Value::String(filename)), Some(Value::String(text)), true) => {
            let bytes =
                STANDARD.decode(text).map_err(|_| ("not_base64", "The content is not base 64 with padding."))?;
            Ok(GivenFile { filename, bytes })
        }
        _ => Err(shape),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn taken(value: &Value) -> Result<(Files, Values), Refusal> {
        let schema: Schema = serde_json::from_value(json!([
            {"name": "table", "label": "Table", "kind": "file"},
            {"name": "notes", "label": "Notes", "kind": "json"},
        ]))
        .expect("a schema");
        let mut values = value.as_object().cloned().expect("an object");
        take(&schema, &mut values).map(|files| (files, values))
    }

    #[test]
    fn files_are_taken_and_the_rest_is_left() {
        let given =
            json!({"table": {"filename": "a.csv", "base64": "YSxi"}, "notes": {"filename": "x", "base64": "y"}});
        let (files, left) = taken(&given).expect("fits");
        assert_eq!(files[0].0, "table");
        assert_eq!(files[0].1.bytes, b"a,b");
        assert_eq!(Value::Object(left), json!({"notes": {"filename": "x", "base64": "y"}}));
    }

    #[test]
    fn nothing_else_passes_for_a_file() {
        let stored = json!({"filename": "a.csv", "bytes": 3, "sha256": ""});
        let more = json!({"filename": "a.csv", "base64": "YQ==", "path": "/etc/passwd"});
        for (value, code) in [
            (stored, "not_a_file"),
            (more, "not_a_file"),
            (json!("a.csv"), "not_a_file"),
            (json!({"filename": "a.csv", "base64": "YQ"}), "not_base64"),
            (json!({"filename": "a.csv", "base64": "?"}), "not_base64"),
        ] {
            let refusal = taken(&json!({"table": value})).err().expect("misfits");
            let misfit = &refusal.problem().fields[0];
            assert_eq!((misfit.field.as_str(), misfit.code.as_str()), ("input.table", code));
        }
    }
}
