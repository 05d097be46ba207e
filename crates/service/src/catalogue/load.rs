//! Finding agents and reading their manifests. A bad one is named with file and line; the others load.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use domain::catalogue::{CaseCheck, Manifest};

use super::package::Package;

/// Where agents are found.
#[derive(Clone, Debug)]
pub enum AgentSource {
    /// Folders below this one, each with an `agent.toml`.
    Folder(PathBuf),
    /// Files inside the program: `<slug>/agent.toml`, `<slug>/samples/…`.
    Embedded(Vec<(String, Cow<'static, [u8]>)>),
}

/// Why one agent was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadFault {
    /// The file.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for LoadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.reason),
            None => write!(f, "{}: {}", self.file, self.reason),
        }
    }
}

/// The agents found, and the faults of those left out.
pub fn load(sources: &[AgentSource]) -> (Vec<Package>, Vec<LoadFault>) {
    let mut packages: Vec<Package> = Vec::new();
    let mut faults = Vec::new();
    for source in sources {
        let found = match source {
            AgentSource::Folder(root) => read_folders(root),
            AgentSource::Embedded(files) => Ok(split(files)),
        };
        match found {
            Ok(found) => {
                for (place, files) in found {
                    match read(&place, files) {
                        Ok(package) if packages.iter().any(|known| known.manifest.slug == package.manifest.slug) => {
                            let reason = format!("the slug {:?} is taken by another agent", package.manifest.slug);
                            faults.push(LoadFault { file: manifest_path(&place), line: None, reason });
                        }
                        Ok(package) => packages.push(package),
                        Err(fault) => faults.push(fault),
                    }
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    for fault in &faults {
        tracing::error!(%fault, "an agent was left out");
    }
    (packages, faults)
}

type Files = BTreeMap<String, Vec<u8>>;

fn manifest_path(place: &str) -> String {
    format!("{place}/agent.toml")
}

fn split(files: &[(String, Cow<'static, [u8]>)]) -> Vec<(String, Files)> {
    let mut folders: BTreeMap<String, Files> = BTreeMap::new();
    for (path, content) in files {
        if let Some((folder, rest)) = path.split_once('/') {
            folders.entry(folder.to_owned()).or_default().insert(rest.to_owned(), content.to_vec());
        }
    }
    folders.into_iter().map(|(folder, files)| (format!("agents/{folder}"), files)).collect()
}

fn read_folders(root: &Path) -> Result<Vec<(String, Files)>, LoadFault> {
    let fault = |path: &Path, error: std::io::Error| LoadFault {
        file: path.display().to_string(),
        line: None,
        reason: error.to_string(),
    };
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(root).map_err(|error| fault(root, error))? {
        let path = entry.map_err(|error| fault(root, error))?.path();
        if path.join("agent.toml").is_file() {
            let mut files = Files::new();
            read_files(&path, "", &mut files).map_err(|error| fault(&path, error))?;
            folders.push((path.display().to_string(), files));
        }
    }
    folders.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(folders)
}

fn read_files(folder: &Path, before: &str, files: &mut Files) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        // A link could lead out of the folder.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            read_files(&entry.path(), &format!("{name}/"), files)?;
        } else if kind.is_file() {
            files.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn read(place: &str, files: Files) -> Result<Package, LoadFault> {
    let file = manifest_path(place);
    let text = files.get("agent.toml").and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default().to_owned();
    let manifest: Manifest = toml::from_str(&text).map_err(|error| LoadFault {
        file: file.clone(),
        line: error.span().map(|span| line_of(&text, span.start)),
        reason: error.message().to_owned(),
    })?;
    let fault = |field: &str, reason: String| {
        let key = field.rsplit('.').next().unwrap_or(field);
        let line = text.lines().position(|line| line.trim_start().starts_with(key)).map(|index| index + 1);
        LoadFault { file: file.clone(), line, reason: format!("{field}: {reason}") }
    };
    manifest.validate().map_err(|error| fault(&error.field, error.reason))?;
    check_schema(&manifest).map_err(|reason| fault("version.output_schema", reason))?;
    for path in named_files(&manifest) {
        if !files.contains_key(path) {
            return Err(fault("file", format!("{path:?} is named and not there")));
        }
    }
    Package::new(manifest, files).ok_or_else(|| fault("program", "this program does not have it".to_owned()))
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

fn check_schema(manifest: &Manifest) -> Result<(), String> {
    let schema = serde_json::from_str(&manifest.version.output_schema).map_err(|error| error.to_string())?;
    jsonschema::validator_for(&schema).map(drop).map_err(|error| error.to_string())
}

fn named_files(manifest: &Manifest) -> impl Iterator<Item = &str> {
    let samples = manifest.samples.iter().filter_map(|sample| sample.file.as_deref());
    let inputs = manifest.cases.iter().flat_map(|case| case.files.values().map(String::as_str));
    let expected = manifest.cases.iter().flat_map(|case| &case.checks).filter_map(|check| match check {
        CaseCheck::ArtifactEquals { file, .. } => Some(file.as_str()),
        _ => None,
    });
    samples.chain(inputs).chain(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = include_str!("../../tests/agents/echo/agent.toml");

    fn embedded(slug: &str, manifest: &str) -> (String, Cow<'static, [u8]>) {
        (format!("{slug}/agent.toml"), Cow::Owned(manifest.as_bytes().to_vec()))
    }

    #[test]
    fn a_bad_manifest_is_named_with_file_and_line_and_the_others_load() {
        let no_number = GOOD.replace("number = \"1.0.0\"", "number = \"one\"");
        let no_toml = GOOD.replace("[version]", "[version");
        let no_program = GOOD.replace("name = \"echo\"\n\n[[input]]", "name = \"nowhere\"\n\n[[input]]");
        let unknown = GOOD.replace("[version]", "colour = \"red\"\n[version]");
        let files = [
            embedded("bad-number", &no_number),
            embedded("bad-toml", &no_toml),
            embedded("bad-program", &no_program),
            embedded("bad-key", &unknown),
            embedded("echo", GOOD),
        ];
        let (packages, faults) = load(&[AgentSource::Embedded(files.to_vec())]);
        assert_eq!(packages.len(), 1);
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), 4, "{told:?}");
        assert!(told.iter().all(|fault| fault.contains("/agent.toml:")), "{told:?}");
    }

    #[test]
    fn a_slug_that_comes_twice_is_refused() {
        let files = [embedded("echo", GOOD), embedded("echo-again", GOOD)];
        let (packages, faults) = load(&[AgentSource::Embedded(files.to_vec())]);
        assert_eq!((packages.len(), faults.len()), (1, 1));
    }
}
