//! The evaluation cases of the manifest, and its samples.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::input::{Schema, Values};
use engine::{Input, InputFile};
use serde_json::{Value, json};

use super::run::{Ran, run_from};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agents/sentiment-analysis")
}

fn manifest() -> Value {
    let text = fs::read_to_string(folder().join("agent.toml")).expect("the manifest");
    toml::from_str(&text).expect("TOML")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

/// As a worker runs it: values checked against the declared fields, defaults filled in.
fn run_with(manifest: &Value, file: Option<&str>, values: &Value) -> Ran {
    let schema: Schema = serde_json::from_value(manifest["input"].clone()).expect("fields");
    schema.validate().expect("valid fields");
    let mut values: Values = values.as_object().cloned().expect("values");
    let mut files = BTreeMap::new();
    if let Some(file) = file {
        let bytes = fs::read(folder().join(file)).unwrap_or_else(|_| panic!("{file}"));
        let filename = file.rsplit('/').next().unwrap_or_default().to_owned();
        values.insert("file".to_owned(), json!({"filename": filename, "bytes": bytes.len(), "sha256": ""}));
        files.insert("file".to_owned(), InputFile { filename, bytes: bytes.into() });
    }
    run_from(Input { values: schema.check(&values).expect("values that fit"), files }, &[])
}

fn check(ran: &Ran, check: &Value) -> Result<(), String> {
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
        "output_at_most" => (at().as_f64() <= check["value"].as_f64(), at().to_string()),
        "artifact_contains" => (artifact().contains(text(check, "text")), artifact().to_owned()),
        "artifact_lacks" => (!artifact().contains(text(check, "text")), artifact().to_owned()),
        "artifact_equals" => {
            let expected = fs::read_to_string(folder().join(text(check, "file"))).map_err(|error| error.to_string())?;
            (artifact() == expected, artifact().to_owned())
        }
        "message_contains" => (ran.message.contains(text(check, "text")), ran.message.clone()),
        other => return Err(format!("unknown check {other}")),
    };
    if holds { Ok(()) } else { Err(format!("{check} but there is:\n{seen}")) }
}

#[test]
fn every_case_of_the_manifest_holds() {
    let manifest = manifest();
    let cases = list(&manifest["cases"]);
    assert!(cases.len() >= 12 && cases.iter().any(|case| case["public"] == false));
    let mut wrong = Vec::new();
    for case in cases {
        let ran = run_with(&manifest, case.pointer("/files/file").unwrap_or(&Value::Null).as_str(), &case["input"]);
        let failed = list(&case["checks"]).iter().filter_map(|one| check(&ran, one).err());
        wrong.extend(failed.map(|error| format!("{}: {error}", text(case, "name"))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_sample_gives_something_to_look_at() {
    let manifest = manifest();
    for sample in list(&manifest["samples"]) {
        let ran = run_with(&manifest, sample.get("file").and_then(Value::as_str), &sample["input"]);
        let output = ran.output();
        assert!(output["scored"].as_u64() > Some(0) && output["aspects_in_all"].as_u64() > Some(1), "{sample}");
        for artifact in ["sentiment.csv", "aspects.csv", "distribution.svg", "aspects.svg"] {
            assert!(!ran.text(artifact).is_empty(), "{artifact} of {sample}");
        }
        assert!(ran.message.contains("score"), "{}", ran.message);
    }
}

#[test]
fn the_output_has_exactly_what_its_schema_names() {
    let manifest = manifest();
    let schema: Value = serde_json::from_str(text(&manifest["version"], "output_schema")).expect("JSON");
    for sample in list(&manifest["samples"]) {
        let ran = run_with(&manifest, sample.get("file").and_then(Value::as_str), &sample["input"]);
        let output = ran.output();
        same_names(output, &schema);
        for result in list(&output["results"]) {
            same_names(result, &schema["$defs"]["result"]);
            for said in list(&result["aspects"]) {
                same_names(said, &schema["$defs"]["result"]["properties"]["aspects"]["items"]);
            }
        }
        for aspect in list(&output["aspects"]) {
            same_names(aspect, &schema["properties"]["aspects"]["items"]);
        }
    }
}

fn same_names(value: &Value, schema: &Value) {
    let mut names: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut required: Vec<&str> = list(&schema["required"]).iter().filter_map(Value::as_str).collect();
    names.sort_unstable();
    required.sort_unstable();
    assert_eq!(names, required);
}
