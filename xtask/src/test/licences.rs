//! Licences and bans of everything in the lock file, by the rules in `deny.toml`.
//!
//! cargo-deny does it where it is installed. Where it is not, the part below reads the same file and covers what this
//! house decides by: the allow-list with its exceptions, the banned crates, and crates of which there may be only one.

mod expression;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::{process, say};

#[derive(Deserialize)]
struct Rules {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    /// Not banned as such, only a second version of it.
    #[serde(default)]
    deny_multiple_versions: bool,
    reason: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
}

/// Checks; the error lists every finding.
pub(super) fn check(root: &Path) -> Result<()> {
    if process::exists(process::cargo(root).args(["deny", "--version"])) {
        return process::run(process::cargo(root).args([
            "deny",
            "--all-features",
            "check",
            "licenses",
            "bans",
            "sources",
        ]));
    }
    let rules = toml::from_str::<Rules>(&fs::read_to_string(root.join("deny.toml"))?).context("deny.toml")?;
    let listed = process::output(process::cargo(root).args(["metadata", "--locked", "--format-version=1"]))?;
    let metadata = serde_json::from_slice::<Metadata>(&listed)?;
    let findings = findings(&rules, &metadata.packages);
    if !findings.is_empty() {
        bail!("against deny.toml:\n  {}", findings.join("\n  "));
    }
    say::step(format_args!("{} packages keep to deny.toml", metadata.packages.len()));
    Ok(())
}

fn findings(rules: &Rules, packages: &[Package]) -> Vec<String> {
    let mut found = Vec::new();
    let mut versions = BTreeMap::<&str, Vec<&str>>::new();
    for package in packages {
        versions.entry(&package.name).or_default().push(&package.version);
        if !licensed(&rules.licenses, package) {
            let licence = package.license.as_deref().unwrap_or("no licence named");
            found.push(format!("{} {}: {licence}", package.name, package.version));
        }
    }
    for ban in &rules.bans.deny {
        let most = usize::from(ban.deny_multiple_versions);
        if let Some(there) = versions.get(ban.name.as_str()).filter(|there| there.len() > most) {
            found.push(format!("{} {}: {}", ban.name, there.join(", "), ban.reason));
        }
    }
    found
}

fn licensed(licences: &Licences, package: &Package) -> bool {
    let excepted = licences.exceptions.iter().filter(|exception| exception.name == package.name);
    let allowed = excepted.flat_map(|exception| &exception.allow).chain(&licences.allow).collect::<Vec<_>>();
    let Some(expression) = package.license.as_deref() else { return false };
    expression::satisfied(expression, &|licence| allowed.iter().any(|one| *one == licence))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Result<Rules> {
        Ok(toml::from_str(
            r#"
            [licenses]
            allow = ["MIT"]
            exceptions = [{ crate = "odd", allow = ["MPL-2.0"] }]
            [bans]
            deny = [{ crate = "bad", reason = "no" }, { crate = "one", deny-multiple-versions = true, reason = "once" }]
            "#,
        )?)
    }

    fn package(name: &str, version: &str, license: &str) -> Package {
        Package { name: name.into(), version: version.into(), license: Some(license.into()) }
    }

    #[test]
    fn an_exception_holds_for_its_crate_only() -> Result<()> {
        let found = findings(&rules()?, &[package("odd", "1.0.0", "MPL-2.0"), package("other", "1.0.0", "MPL-2.0")]);
        assert_eq!(found, ["other 1.0.0: MPL-2.0"]);
        Ok(())
    }

    #[test]
    fn a_banned_crate_and_a_second_version_are_found() -> Result<()> {
        let once = [package("one", "1.0.0", "MIT")];
        assert!(findings(&rules()?, &once).is_empty());
        let packages = [package("bad", "1.0.0", "MIT"), package("one", "1.0.0", "MIT"), package("one", "2.0.0", "MIT")];
        assert_eq!(findings(&rules()?, &packages), ["bad 1.0.0: no", "one 1.0.0, 2.0.0: once"]);
        Ok(())
    }
}
