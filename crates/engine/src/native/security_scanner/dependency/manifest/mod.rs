//! Files that name packages.

mod go;
mod java;
mod javascript;
mod php;
mod python;
mod rust;

use std::ops::Range;

use super::Ecosystem;
use crate::native::security_scanner::limit::MAX_PACKAGES;

/// A file that names packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manifest {
    /// pip's list.
    Requirements,
    /// Pipenv's lock.
    PipfileLock,
    /// Poetry's lock, and uv's, which looks the same here.
    PoetryLock,
    /// `pyproject.toml`.
    Pyproject,
    /// `package.json`.
    PackageJson,
    /// npm's lock.
    PackageLock,
    /// Yarn's lock, old and new.
    YarnLock,
    /// pnpm's lock.
    PnpmLock,
    /// `go.mod`.
    GoMod,
    /// Cargo's lock.
    CargoLock,
    /// Maven's `pom.xml`.
    Pom,
    /// Gradle's lock.
    GradleLock,
    /// Composer's lock.
    ComposerLock,
}

impl Manifest {
    /// By the name of the file.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "Pipfile.lock" => Self::PipfileLock,
            "poetry.lock" | "uv.lock" | "pdm.lock" => Self::PoetryLock,
            "pyproject.toml" => Self::Pyproject,
            "package.json" => Self::PackageJson,
            "package-lock.json" | "npm-shrinkwrap.json" => Self::PackageLock,
            "yarn.lock" => Self::YarnLock,
            "pnpm-lock.yaml" => Self::PnpmLock,
            "go.mod" => Self::GoMod,
            "Cargo.lock" => Self::CargoLock,
            "pom.xml" => Self::Pom,
            "gradle.lockfile" | "buildscript-gradle.lockfile" => Self::GradleLock,
            "composer.lock" => Self::ComposerLock,
            _ if is_requirements(name) => Self::Requirements,
            _ => return None,
        })
    }
}

fn is_requirements(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(".txt").or_else(|| name.strip_suffix(".in")) else { return false };
    stem.starts_with("requirements") || stem.ends_with("requirements") || stem == "constraints"
}

/// A package that a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// Its world.
    pub(crate) ecosystem: Ecosystem,
    /// Its name.
    pub(crate) name: String,
    /// Its version, or the lowest that is allowed.
    pub(crate) version: String,
    /// Whether no other version is allowed.
    pub(crate) is_exact: bool,
    /// Where it stands.
    pub(crate) place: Range<usize>,
    /// Where its version stands, in a file that people write.
    pub(crate) raised_at: Option<Range<usize>>,
}

/// The packages of a file, or why it cannot be read.
pub(crate) fn packages(manifest: Manifest, text: &str) -> Result<Vec<Package>, String> {
    let mut packages = match manifest {
        Manifest::Requirements => python::requirements(text),
        Manifest::PipfileLock => python::pipfile_lock(text)?,
        Manifest::PoetryLock => python::poetry_lock(text)?,
        Manifest::Pyproject => python::pyproject(text)?,
        Manifest::PackageJson => javascript::package_json(text)?,
        Manifest::PackageLock => javascript::package_lock(text)?,
        Manifest::YarnLock => javascript::yarn_lock(text),
        Manifest::PnpmLock => javascript::pnpm_lock(text),
        Manifest::GoMod => go::go_mod(text),
        Manifest::CargoLock => rust::cargo_lock(text)?,
        Manifest::Pom => java::pom(text)?,
        Manifest::GradleLock => java::gradle_lock(text),
        Manifest::ComposerLock => php::composer_lock(text)?,
    };
    packages.truncate(MAX_PACKAGES);
    Ok(packages)
}

/// Where `wanted` stands in `text` from `from` on; where it is not found, the place it was looked for from.
fn find_from(text: &str, from: usize, wanted: &str) -> Option<Range<usize>> {
    let at = text.get(from..)?.find(wanted)? + from;
    Some(at..at + wanted.len())
}

/// The version in a range as people write it (`^1.2`, `~1.2.3`, `>=1.0,<2`): where it stands in the text and whether
/// no other is allowed. None for `*`, links and folders.
fn lower_bound(spec: &str) -> Option<(Range<usize>, bool)> {
    let start = spec.find(|c: char| c.is_ascii_digit())?;
    let before = spec[..start].trim();
    if !before.chars().all(|c| matches!(c, '^' | '~' | '=' | '>' | 'v' | ' ' | '!')) || before.contains('!') {
        return None;
    }
    let rest = &spec[start..];
    let length =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_'))).unwrap_or(rest.len());
    let is_exact = matches!(before, "" | "=" | "==" | "===" | "v" | "=v") && length == rest.len();
    Some((start..start + length, is_exact))
}

#[cfg(test)]
mod tests;
