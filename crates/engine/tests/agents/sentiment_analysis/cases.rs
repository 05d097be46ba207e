//! The evaluation cases of the manifest, and its samples.

use super::AGENT;
use crate::cases::{Agent, list, same_names};

#[test]
fn every_case_of_the_manifest_holds() {
    Agent::load(AGENT).every_case_holds(12);
}

#[test]
fn every_sample_gives_something_to_look_at() {
    for (sample, ran) in Agent::load(AGENT).samples() {
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
    let agent = Agent::load(AGENT);
    let schema = agent.output_schema();
    for (_, ran) in agent.samples() {
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
