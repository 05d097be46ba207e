//! Evaluating an agent: every case of its package, worked on by the engine, its checks compared.
//!
//! An evaluation is no run: nothing is held, stored or counted.

mod checks;
mod work;

use std::time::Instant;

use serde::Serialize;

use crate::Services;
use crate::catalogue::Error;

/// What an evaluation found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvalReport {
    /// The agent.
    pub slug: String,
    /// The version's number.
    pub version: String,
    /// SHA-256 over manifest and program, in hexadecimal.
    pub content_hash: String,
    /// Its cases, in the order of the manifest.
    pub cases: Vec<CaseResult>,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseResult {
    /// What it shows.
    pub name: String,
    /// Whether customers may read it.
    pub is_public: bool,
    /// How long it took, in microseconds.
    pub duration_us: u64,
    /// What does not hold; empty where the case passes.
    pub failures: Vec<String>,
}

impl EvalReport {
    /// Cases that pass.
    pub fn passed(&self) -> usize {
        self.cases.iter().filter(|case| case.failures.is_empty()).count()
    }

    /// Whether all pass, and there is one.
    pub fn is_clean(&self) -> bool {
        !self.cases.is_empty() && self.passed() == self.cases.len()
    }
}

/// Evaluates the agent of that slug as it is in this program.
pub async fn run(services: &Services, slug: &str) -> Result<EvalReport, Error> {
    let snapshot = services.catalogue().load_full();
    let package = snapshot.package(slug).ok_or(Error::NotFound)?;
    let mut cases = Vec::with_capacity(package.manifest.cases.len());
    for case in &package.manifest.cases {
        let begun = Instant::now();
        let worked = work::work(package, case).await;
        let duration_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        let failures = checks::compare(package, case, &worked);
        cases.push(CaseResult { name: case.name.clone(), is_public: case.public, duration_us, failures });
    }
    Ok(EvalReport {
        slug: slug.to_owned(),
        version: package.manifest.version.number.clone(),
        content_hash: package.content_hash.clone(),
        cases,
    })
}
