//! The evaluation cases of the manifest, and its samples.

use serde_json::Value;

use super::AGENT;
use crate::cases::{Agent, list, same_names};

#[test]
fn every_case_of_the_manifest_holds() {
    Agent::load(AGENT).every_case_holds(8);
}

#[test]
fn every_sample_gives_something_to_look_at() {
    for (sample, ran) in Agent::load(AGENT).samples() {
        assert!(ran.output()["cells_changed"].as_u64() > Some(5), "{sample}");
        for artifact in ["cleaned.csv", "changes.csv", "issues.csv", "summary.md", "changes-by-rule.svg"] {
            assert!(!ran.text(artifact).is_empty(), "{artifact} of {sample}");
        }
        assert!(ran.message.contains("cleaned"), "{}", ran.message);
    }
}

#[test]
fn the_output_has_exactly_what_its_schema_names() {
    let agent = Agent::load(AGENT);
    let schema: Value = agent.output_schema();
    for (_, ran) in agent.samples() {
        let output = ran.output();
        same_names(output, &schema);
        same_names(&output["dialect"], &schema["properties"]["dialect"]);
        same_names(&output["duplicates"], &schema["properties"]["duplicates"]);
        let column = &schema["properties"]["columns"]["items"]["properties"];
        for told in list(&output["columns"]) {
            assert!(told.as_object().expect("a column").keys().all(|name| column.get(name).is_some()), "{told}");
            assert!(list(&column["type"]["enum"]).contains(&told["type"]), "{told}");
        }
    }
}
