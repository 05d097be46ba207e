//! One file, looked at in every way that was asked for.

use super::code;
use super::dependency;
use super::finding::Finding;
use super::options::{Check, Options};
use super::secret;
use super::source::lines::Lines;
use super::source::{Kind, SourceFile};
use crate::cancel::{Cancel, Cancelled};

/// What was found in one file.
#[derive(Debug, Default)]
pub(crate) struct Scanned {
    /// What was found.
    pub(crate) findings: Vec<Finding>,
    /// Packages that were compared with advisories.
    pub(crate) packages: u64,
    /// Why a file of dependencies could not be read.
    pub(crate) unreadable: Option<String>,
    /// Whether it is code that has no tree within the limits.
    pub(crate) is_unparsed: bool,
    /// Places of secrets, so that no output shows them.
    pub(crate) secrets: Vec<std::ops::Range<usize>>,
}

/// Looks at a file.
pub(crate) fn scan(file: &SourceFile, options: &Options, cancel: &Cancel) -> Result<Scanned, Cancelled> {
    cancel.check()?;
    let mut scanned = Scanned::default();
    // Secrets are always looked for, since other findings must not show them either.
    let secrets = secret::find(file);
    scanned.secrets = secrets.places;
    if let (Kind::Code(language), true) = (file.kind, options.asks(Check::WeakCode) || options.asks(Check::Secrets)) {
        let checked = code::check(&file.path, &file.text, language, cancel);
        cancel.check()?;
        scanned.is_unparsed = !checked.is_read;
        scanned.secrets.extend(checked.secrets);
        let is_wanted = |finding: &Finding| {
            let is_secret = finding.rule.id == "hardcoded-password";
            options.asks(if is_secret { Check::Secrets } else { Check::WeakCode })
        };
        scanned.findings.extend(checked.findings.into_iter().filter(is_wanted));
    }
    if options.asks(Check::Secrets) {
        // A secret that was told by its format is not told once more by its name.
        let known: Vec<u32> = secrets.findings.iter().map(|finding| finding.place.line).collect();
        scanned.findings.retain(|other| other.rule.id != "hardcoded-password" || !known.contains(&other.place.line));
        scanned.findings.extend(secrets.findings);
    }
    if let (Kind::Manifest(manifest), true) = (file.kind, options.asks(Check::Dependencies)) {
        match dependency::packages(manifest, &file.text) {
            Ok(packages) => {
                scanned.packages = packages.len() as u64;
                scanned.findings.extend(dependency::compare(file, &packages));
            }
            Err(why) => scanned.unreadable = Some(why.lines().next().unwrap_or_default().chars().take(160).collect()),
        }
    }
    let is_wanted =
        |finding: &Finding| finding.severity >= options.least && finding.confidence >= options.least_confidence;
    scanned.findings.retain(is_wanted);
    if !scanned.findings.is_empty() {
        scanned.secrets.sort_by_key(|secret| secret.start);
        let lines = Lines::new(&file.text);
        for finding in &mut scanned.findings {
            finding.excerpt = lines.excerpt(&finding.place, &scanned.secrets);
        }
    }
    Ok(scanned)
}
