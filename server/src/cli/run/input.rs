//! The input of a run from `--input name=value` and `--file name=path`.

use std::path::Path;

use anyhow::{Context as _, bail};
use domain::input::{MAX_FILE_BYTES, Schema, Values};
use service::run::GivenFile;

pub(super) type Files = Vec<(String, GivenFile)>;

pub(super) fn read(schema: &Schema, inputs: &[String], files: &[String]) -> anyhow::Result<(Values, Files)> {
    let texts: Vec<(String, String)> = inputs.iter().map(|pair| split(pair)).collect::<Result<_, _>>()?;
    let known = |name: &str| schema.field(name).is_some();
    if let Some((name, _)) = texts.iter().find(|(name, _)| !known(name)) {
        let names: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
        bail!("there is no field {name:?}; there are {}", names.join(", "));
    }
    let values = schema.read_texts(&texts, false);
    let files = files.iter().map(|pair| file(pair)).collect::<Result<_, _>>()?;
    Ok((values, files))
}

fn split(pair: &str) -> anyhow::Result<(String, String)> {
    let (name, value) = pair.split_once('=').with_context(|| format!("{pair:?} is not like name=value"))?;
    Ok((name.to_owned(), value.to_owned()))
}

fn file(pair: &str) -> anyhow::Result<(String, GivenFile)> {
    let (name, path) = split(pair)?;
    let path = Path::new(&path);
    let size = std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len();
    if size > MAX_FILE_BYTES {
        bail!("{} has {size} bytes; at most {MAX_FILE_BYTES} are taken", path.display());
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let filename = path.file_name().context("a file without a name")?.to_string_lossy().into_owned();
    Ok((name, GivenFile { filename, bytes }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn pairs_become_values_and_files() {
        let schema: Schema = serde_json::from_value(json!([
            {"name": "n", "label": "N", "kind": "number"},
            {"name": "f", "label": "F", "kind": "file"},
        ]))
        .expect("a schema");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "1,2").expect("a file");
        let (values, files) = read(&schema, &["n=2".to_owned()], &[format!("f={}", path.display())]).expect("read");
        assert_eq!(Value::Object(values), json!({"n": 2}));
        assert_eq!((files[0].1.filename.as_str(), files[0].1.bytes.as_slice()), ("a.csv", b"1,2".as_slice()));
        assert!(read(&schema, &["n".to_owned()], &[]).is_err());
        let refused = read(&schema, &["m=1".to_owned()], &[]).err().map(|error| error.to_string());
        assert_eq!(refused.as_deref(), Some("there is no field \"m\"; there are n, f"));
    }
}
