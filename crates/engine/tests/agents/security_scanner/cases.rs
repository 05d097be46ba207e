//! The evaluation cases of the manifest, and its samples.

use super::{AGENT, findings};
use crate::cases::{Agent, same_names};

#[test]
fn every_case_of_the_manifest_holds() {
    Agent::load(AGENT).every_case_holds(12);
}

#[test]
fn every_sample_gives_something_to_look_at() {
    for (sample, ran) in Agent::load(AGENT).samples() {
        assert!(!findings(&ran).is_empty(), "{sample}");
        for artifact in ["report.md", "findings.sarif", "findings.csv", "severity.svg"] {
            assert!(!ran.text(artifact).is_empty(), "{artifact} of {sample}");
        }
        assert!(ran.message.contains("finding"), "{}", ran.message);
    }
}

#[test]
fn the_output_has_exactly_what_its_schema_names() {
    let agent = Agent::load(AGENT);
    let schema = agent.output_schema();
    for (_, ran) in agent.samples() {
        same_names(ran.output(), &schema);
        for finding in findings(&ran) {
            let shape = &schema["$defs"]["finding"];
            same_names(finding, shape);
            if finding["package"].is_object() {
                same_names(&finding["package"], &shape["properties"]["package"]);
            }
        }
    }
}
