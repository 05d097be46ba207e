//! The evaluation cases of the manifest, and its samples.

use super::AGENT;
use crate::cases::{Agent, list, same_names};

#[test]
fn every_case_of_the_manifest_holds() {
    Agent::load(AGENT).every_case_holds(20);
}

#[test]
fn every_sample_gives_something_to_look_at() {
    for (sample, ran) in Agent::load(AGENT).samples() {
        assert!(ran.output()["forecast_in_all"].as_u64() > Some(10), "{sample}");
        for artifact in ["forecast.csv", "history.csv", "backtest.csv"] {
            assert!(ran.text(artifact).lines().count() > 10, "{artifact} of {sample}");
        }
        assert!(ran.artifacts.keys().any(|name| name.starts_with("forecast") && name.contains(".svg")), "{sample}");
        assert!(ran.message.contains("| Off by |") || ran.message.contains("| At least |"), "{}", ran.message);
    }
}

#[test]
fn the_output_has_exactly_what_its_schema_names() {
    let agent = Agent::load(AGENT);
    let schema = agent.output_schema();
    for (_, ran) in agent.samples() {
        let output = ran.output();
        same_names(output, &schema);
        for series in list(&output["series"]) {
            same_names(series, &schema["$defs"]["series"]);
            for method in list(&series["methods"]) {
                same_names(method, &schema["$defs"]["series"]["properties"]["methods"]["items"]);
            }
        }
        for point in list(&output["forecast"]) {
            same_names(point, &schema["properties"]["forecast"]["items"]);
        }
        for day in list(&output["special_days"]) {
            same_names(day, &schema["properties"]["special_days"]["items"]);
        }
    }
}
