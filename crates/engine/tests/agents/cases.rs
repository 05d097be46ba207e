//! The evaluation cases of a manifest, and its samples.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::input::{Schema, Values};
use engine::{Input, InputFile};
use serde_json::{Value, json};

use super::run::{Ran, run};

/// An agent's folder with its manifest.
#[derive(Debug)]
pub(crate) struct Agent {
    name: &'static str,
    folder: PathBuf,
    manifest: Value,
}

impl Agent {
    pub(crate) fn load(name: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agents").join(name);
        let text = fs::read_to_string(folder.join("agent.toml")).expect("the manifest");
        Self { name, folder, manifest: toml::from_str(&text).expect("TOML") }
    }

    /// The schema of the output.
    pub(crate) fn output_schema(&self) -> Value {
        serde_json::from_str(text(&self.manifest["version"], "output_schema")).expect("JSON")
    }

    /// A file of the folder.
    pub(crate) fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.folder.join(file)).unwrap_or_else(|_| panic!("{file}"))
    }

    /// Runs it as a worker does: values checked against the declared fields, defaults filled in.
    pub(crate) fn run(&self, file: Option<&str>, values: &Value) -> Ran {
        let schema: Schema = serde_json::from_value(self.manifest["input"].clone()).expect("fields");
        schema.validate().expect("valid fields");
        let mut values: Values = values.as_object().cloned().expect("values");
        let mut files = BTreeMap::new();
        if let Some(file) = file {
            let bytes = self.bytes(file);
            let filename = file.rsplit('/').next().unwrap_or_default().to_owned();
            values.insert("file".to_owned(), json!({"filename": filename, "bytes": bytes.len(), "sha256": ""}));
            files.insert("file".to_owned(), InputFile { filename, bytes: bytes.into() });
        }
        let values = schema.check(&values).expect("values that fit");
        run(self.name, Input { values, files }, &[])
    }

    /// Runs each sample.
    pub(crate) fn samples(&self) -> impl Iterator<Item = (&Value, Ran)> {
        let samples = list(&self.manifest["samples"]).iter();
        samples.map(|sample| (sample, self.run(sample.get("file").and_then(Value::as_str), &sample["input"])))
    }

    /// Sees that there are at least so many cases, some of them held out, and that each holds.
    pub(crate) fn every_case_holds(&self, least: usize) {
        let cases = list(&self.manifest["cases"]);
        assert!(cases.len() >= least && cases.iter().any(|case| case["public"] == false));
        let mut wrong = Vec::new();
        for case in cases {
            let ran = self.run(case.pointer("/files/file").and_then(Value::as_str), &case["input"]);
            let failed = list(&case["checks"]).iter().filter_map(|one| self.check(&ran, one).err());
            wrong.extend(failed.map(|error| format!("{}: {error}", text(case, "name"))));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }

    fn check(&self, ran: &Ran, check: &Value) -> Result<(), String> {
        let kind = text(check, "kind");
        if kind == "fails" {
            return if ran.failure() == text(check, "code") { Ok(()) } else { Err(ran.failure().to_owned()) };
        }
        let output = ran.outcome.as_ref().map_err(ToString::to_string)?;
        let at = || output.pointer(text(check, "pointer")).cloned().unwrap_or_default();
        let artifact = || ran.text(text(check, "artifact"));
        let (holds, seen) = match kind {
            "output_equals" => (at() == check["value"], at().to_string()),
            "output_at_least" => (at().as_f64() >= check["value"].as_f64(), at().to_string()),
            "output_at_most" => (at().as_f64().is_some() && at().as_f64() <= check["value"].as_f64(), at().to_string()),
            "artifact_contains" => (artifact().contains(text(check, "text")), artifact().to_owned()),
            "artifact_lacks" => (!artifact().contains(text(check, "text")), artifact().to_owned()),
            "artifact_equals" => {
                let expected = String::from_utf8(self.bytes(text(check, "file"))).map_err(|error| error.to_string())?;
                (artifact() == expected, artifact().to_owned())
            }
            "message_contains" => (ran.message.contains(text(check, "text")), ran.message.clone()),
            other => return Err(format!("unknown check {other}")),
        };
        if holds { Ok(()) } else { Err(format!("{check} but there is:\n{seen}")) }
    }
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

/// Sees that `value` has the members that `schema` requires and no other.
pub(crate) fn same_names(value: &Value, schema: &Value) {
    let mut names: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut required: Vec<&str> = list(&schema["required"]).iter().filter_map(Value::as_str).collect();
    names.sort_unstable();
    required.sort_unstable();
    assert_eq!(names, required);
}
