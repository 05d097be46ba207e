//! Packages against advisories.

use std::cmp::Ordering;
use std::ops::Range;

use super::{Ecosystem, Package, Snapshot, version};
use crate::native::security_scanner::finding::{Affected, Confidence, Edit, Finding, Severity};
use crate::native::security_scanner::rule::Rule;
use crate::native::security_scanner::source::SourceFile;
use crate::native::security_scanner::source::lines::Lines;

/// What is known of the packages of a file.
pub(crate) fn compare(file: &SourceFile, packages: &[Package]) -> Vec<Finding> {
    let Some(rule) = Rule::find("vulnerable-dependency") else { return Vec::new() };
    let lines = Lines::new(&file.text);
    let mut findings = Vec::new();
    for package in packages {
        let ecosystem = package.ecosystem;
        let advisories = Snapshot::shipped().about(ecosystem, &package.name);
        let hits: Vec<_> = advisories
            .iter()
            .filter_map(|advisory| Some((advisory, advisory.interval(ecosystem, &package.version)?.fixed())))
            .collect();
        // One raise mends all that can be mended.
        let raised =
            hits.iter().filter_map(|(_, fixed)| *fixed).reduce(|highest, fixed| newer(ecosystem, highest, fixed));
        for (advisory, fixed) in &hits {
            let place = lines.place(package.place.clone());
            let ids: Vec<String> =
                std::iter::once(advisory.id).chain(advisory.aliases.iter().copied()).map(str::to_owned).collect();
            let what = match fixed {
                Some(fixed) => format!("Mended in {fixed}."),
                None => "No version without it is known here.".to_owned(),
            };
            let which = if package.is_exact { "" } else { "at least " };
            findings.push(Finding {
                rule,
                path: file.path.clone(),
                place,
                severity: advisory.severity.unwrap_or(Severity::Medium),
                confidence: if package.is_exact { Confidence::High } else { Confidence::Low },
                message: format!(
                    "{} {which}{}: {} ({}). {what}",
                    package.name, package.version, advisory.summary, advisory.id
                ),
                excerpt: String::new(),
                edits: raise(file, package, raised),
                affected: Some(Affected {
                    ecosystem: ecosystem.as_str(),
                    package: package.name.clone(),
                    version: package.version.clone(),
                    ids,
                    fixed: fixed.map(str::to_owned),
                    url: advisory.url.clone(),
                }),
            });
        }
    }
    findings
}

fn newer<'v>(ecosystem: Ecosystem, highest: &'v str, fixed: &'v str) -> &'v str {
    if version::compare(ecosystem, highest, fixed) == Some(Ordering::Less) { fixed } else { highest }
}

/// The version in the file replaced, where the file is one that people write.
fn raise(file: &SourceFile, package: &Package, to: Option<&str>) -> Vec<Edit> {
    let (Some(range), Some(to)) = (package.raised_at.clone(), to) else { return Vec::new() };
    let Some(old) = file.text.get(Range::clone(&range)) else { return Vec::new() };
    let text = if old.starts_with('v') && !to.starts_with('v') { format!("v{to}") } else { to.to_owned() };
    vec![Edit { range, text }]
}
