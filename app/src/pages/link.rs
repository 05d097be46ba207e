//! Own paths.

use domain::catalogue::{Category, Suite};
use domain::id::RunId;

pub(super) use domain::percent::path as escape;

/// An agent's page.
pub(super) fn agent(slug: &str) -> String {
    format!("/agents/{}", escape(slug))
}

/// Where a run of an agent is started.
pub(super) fn console(slug: &str) -> String {
    format!("{}/run", agent(slug))
}

/// The console, filled in with a sample.
pub(super) fn console_with_sample(slug: &str, sample: usize) -> String {
    format!("{}?sample={sample}", console(slug))
}

/// The console, filled in with what an earlier run was given.
pub(super) fn console_from(slug: &str, run: RunId) -> String {
    format!("{}?from={run}", console(slug))
}

/// The console, for a run that branches from an earlier one; the step goes behind it.
pub(super) fn console_branching(slug: &str, run: RunId) -> String {
    format!("{}?branch={run}", console(slug))
}

/// The file of a sample.
pub(super) fn sample(slug: &str, sample: usize) -> String {
    format!("{}/samples/{sample}", agent(slug))
}

/// A run.
pub(super) fn run(id: RunId) -> String {
    format!("/runs/{id}")
}

/// The viewer's runs of an agent.
pub(super) fn runs_of(slug: &str) -> String {
    format!("/runs?agent={}", escape(slug))
}

/// Those of them that failed.
pub(super) fn failed_runs_of(slug: &str) -> String {
    format!("{}&status=failed", runs_of(slug))
}

/// Where the link of a run is made and ended.
pub(super) fn sharing(id: RunId) -> String {
    format!("/runs/{id}/share")
}

/// A run's receipt.
pub(super) fn receipt(id: RunId) -> String {
    format!("/runs/{id}/receipt")
}

/// The signed file of a run's receipt.
pub(super) fn receipt_file(id: RunId) -> String {
    format!("/runs/{id}/receipt.json")
}

/// Agents with a tag.
pub(super) fn tag(tag: &str) -> String {
    format!("/agents?tags={}", escape(tag))
}

/// The page of a suite.
pub(super) fn suite(suite: Suite) -> String {
    format!("/agents?suite={}", suite.slug())
}

/// Agents of a category.
pub(super) fn category(category: Category) -> String {
    format!("/agents?category={}", category.slug())
}

/// Where one signs in, to come back to an own path.
pub(super) fn sign_in(back: &str) -> String {
    if own(back) { format!("/sign-in?next={}", escape(back)) } else { "/sign-in".to_owned() }
}

/// Whether a path leads nowhere else: it begins with one `/`.
pub(super) fn own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_led_back_to() {
        assert_eq!(sign_in("/runs"), "/sign-in?next=/runs");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"] {
            assert_eq!(sign_in(elsewhere), "/sign-in", "{elsewhere}");
        }
        assert_eq!(tag("a b&c"), "/agents?tags=a%20b%26c");
    }
}
