//! What a start is given, checked against the version's schema: the key, the values, the files.

use domain::catalogue::Listing;
use domain::error::FieldError;
use domain::input::{FileRef, Kind, MAX_FILE_BYTES, Values};

use super::error::Error;

/// A file that came with a start.
#[derive(Clone)]
pub struct GivenFile {
    /// The name the sender gave it.
    pub filename: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Whether it can be an idempotency key.
pub(super) fn check_key(key: &str) -> Result<(), Error> {
    if (1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let message = "1 to 255 visible ASCII characters are needed, made anew for each start.";
    Err(Error::Invalid(vec![FieldError::new("Idempotency-Key", "bad_key", message)]))
}

/// Checks values and files against the listing's schema. The contents are in no order. A file that is not given is the one
/// in `kept`, if one is.
pub(super) fn check_input(
    listing: &Listing,
    mut values: Values,
    files: Vec<(String, GivenFile)>,
    kept: &Values,
) -> Result<(Values, Vec<Vec<u8>>), Error> {
    let schema = &listing.manifest.input;
    let mut errors = Vec::new();
    // A reference to a stored file is ours to make: one that came from outside would name somebody's content.
    for field in &schema.fields {
        if matches!(field.kind, Kind::File { .. }) && values.remove(&field.name).is_some_and(|value| !value.is_null()) {
            let message = "Send a file as {\"filename\", \"base64\"} or as a part of a form.";
            errors.push(FieldError::new(format!("input.{}", field.name), "not_a_file", message));
        }
    }
    let mut contents = Vec::new();
    for (name, file) in files {
        // A file field that was left alone comes as a nameless empty part.
        if file.filename.is_empty() && file.bytes.is_empty() {
            continue;
        }
        let bytes = file.bytes.len() as u64;
        if bytes > MAX_FILE_BYTES {
            errors.push(FieldError::new(format!("input.{name}"), "too_large", "A file has at most 20 MB."));
            continue;
        }
        let sha256 = store::blobs::sha256(&file.bytes);
        let reference = FileRef { filename: file.filename, bytes, sha256 };
        let is_file_field = schema.field(&name).is_some_and(|field| matches!(field.kind, Kind::File { .. }));
        if !is_file_field || values.contains_key(&name) {
            errors.push(FieldError::new(
                format!("input.{name}"),
                "unexpected_file",
                "No file, or only one, belongs here.",
            ));
            continue;
        }
        let value = serde_json::to_value(&reference).map_err(|_| Error::Internal("a file reference is no JSON"))?;
        values.insert(name, value);
        contents.push(file.bytes);
    }
    for (name, file) in kept {
        values.entry(name.clone()).or_insert_with(|| file.clone());
    }
    let checked = match schema.check(&values) {
        Ok(checked) => checked,
        Err(more) => {
            errors.extend(
                more.into_iter()
                    .filter(|error| !errors.iter().any(|known| known.field == error.field))
                    .collect::<Vec<_>>(),
            );
            return Err(Error::Invalid(errors));
        }
    };
    if errors.is_empty() { Ok((checked, contents)) } else { Err(Error::Invalid(errors)) }
}

/// The digests of the files that checked values refer to.
pub(super) fn digests(listing: &Listing, values: &Values) -> Vec<String> {
    let files = listing.manifest.input.fields.iter().filter(|field| matches!(field.kind, Kind::File { .. }));
    let reference = |name: &str| serde_json::from_value::<FileRef>(values.get(name)?.clone()).ok();
    files.filter_map(|field| reference(&field.name)).map(|file| file.sha256).collect()
}
