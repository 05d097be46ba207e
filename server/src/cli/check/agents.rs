//! Whether every agent's manifest can be used.

use service::catalogue::{self, AgentSource};

use super::Finding;

const PART: &str = "agents";

pub(super) fn look(sources: &[AgentSource]) -> Vec<Finding> {
    let (packages, faults) = catalogue::load(sources);
    let mut findings: Vec<Finding> = faults
        .iter()
        .map(|fault| {
            Finding::failure(PART, fault.to_string(), "Put the manifest right; until then the agent is left out.")
        })
        .collect();
    findings.push(match packages.len() {
        0 => Finding::failure(PART, "there is none", "Set GUILDHALL_AGENTS to a folder with agents."),
        count => Finding::ok(PART, format!("{count} can be used")),
    });
    findings
}
