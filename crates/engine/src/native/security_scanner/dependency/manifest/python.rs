//! Python's files.

use serde_json::Value;

use super::{Package, find_from, lower_bound};
use crate::native::security_scanner::dependency::Ecosystem;

fn package(name: &str, version: &str, is_exact: bool, place: std::ops::Range<usize>) -> Package {
    Package {
        ecosystem: Ecosystem::PyPi,
        name: name.to_owned(),
        version: version.to_owned(),
        is_exact,
        place,
        raised_at: None,
    }
}

/// pip's list: `name[extra]==1.2 ; marker  # remark`.
pub(super) fn requirements(text: &str) -> Vec<Package> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(package) = requirement(line, start) {
            found.push(package);
        }
        start += line.len();
    }
    found
}

/// One requirement that begins at byte `start` of its file.
fn requirement(line: &str, start: usize) -> Option<Package> {
    let body = line.split(" #").next().unwrap_or(line).split(';').next().unwrap_or(line).trim_end();
    let indent = body.len() - body.trim_start().len();
    let body = body.trim_start();
    if !body.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let end = body.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(body.len());
    let (name, rest) = body.split_at(end);
    let spec_start = if rest.starts_with('[') { rest.find(']')? + 1 } else { 0 };
    let spec = &rest[spec_start..];
    // Of several conditions, the one that says which version is the lowest.
    let mut at = 0;
    for condition in spec.split(',') {
        let sign = condition.trim_start();
        if (sign.starts_with("==") || sign.starts_with(">=") || sign.starts_with("~=")) && !sign.contains('*') {
            let plain = condition.replacen("~=", "> ", 1);
            let (range, _) = lower_bound(&plain)?;
            let base = start + indent + end + spec_start + at;
            let range = base + range.start..base + range.end;
            let length = range.end - range.start;
            let version = condition.get(range.start - base..range.start - base + length)?;
            let is_exact = sign.starts_with("==");
            let place = start + indent..start + indent + body.len();
            let mut found = package(name, version, is_exact, place);
            found.raised_at = Some(range).filter(|_| is_exact && !line.contains("--hash") && !line.contains('\\'));
            return Some(found);
        }
        at += condition.len() + 1;
    }
    None
}

/// Pipenv's lock.
pub(super) fn pipfile_lock(text: &str) -> Result<Vec<Package>, String> {
    let whole: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for group in ["default", "develop"] {
        let Some(entries) = whole.get(group).and_then(Value::as_object) else { continue };
        for (name, entry) in entries {
            let Some(version) = entry.get("version").and_then(Value::as_str) else { continue };
            let place = find_from(text, 0, &format!("\"{name}\"")).unwrap_or(0..0);
            found.push(package(name, version.trim_start_matches('='), true, place));
        }
    }
    Ok(found)
}

/// Poetry's lock.
pub(super) fn poetry_lock(text: &str) -> Result<Vec<Package>, String> {
    let whole: toml::Table = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    let mut found = Vec::new();
    let mut from = 0;
    for entry in whole.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
        let (Some(name), Some(version)) =
            (entry.get("name").and_then(toml::Value::as_str), entry.get("version").and_then(toml::Value::as_str))
        else {
            continue;
        };
        let place = find_from(text, from, &format!("name = \"{name}\"")).unwrap_or(from..from);
        from = place.end;
        found.push(package(name, version, true, place));
    }
    Ok(found)
}

/// `pyproject.toml`: the list of the standard, and Poetry's table.
pub(super) fn pyproject(text: &str) -> Result<Vec<Package>, String> {
    let whole: toml::Table = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    let mut found = Vec::new();
    let project = whole.get("project");
    let mut lists: Vec<&toml::Value> = project.and_then(|project| project.get("dependencies")).into_iter().collect();
    if let Some(more) = project.and_then(|project| project.get("optional-dependencies")).and_then(toml::Value::as_table)
    {
        lists.extend(more.values());
    }
    for spec in lists.into_iter().filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_str) {
        let quoted = find_from(text, 0, &format!("\"{spec}\"")).or_else(|| find_from(text, 0, &format!("'{spec}'")));
        if let Some(place) = quoted
            && let Some(package) = requirement(spec, place.start + 1)
        {
            found.push(package);
        }
    }
    let poetry = whole.get("tool").and_then(|tool| tool.get("poetry"));
    let mut tables: Vec<&toml::Table> = Vec::new();
    for name in ["dependencies", "dev-dependencies"] {
        tables.extend(poetry.and_then(|poetry| poetry.get(name)).and_then(toml::Value::as_table));
    }
    let groups = poetry.and_then(|poetry| poetry.get("group")).and_then(toml::Value::as_table);
    for group in groups.into_iter().flat_map(toml::Table::values) {
        tables.extend(group.get("dependencies").and_then(toml::Value::as_table));
    }
    for (name, entry) in tables.into_iter().flatten() {
        let spec = entry.as_str().or_else(|| entry.get("version").and_then(toml::Value::as_str));
        if let Some(spec) = spec.filter(|_| name != "python") {
            found.extend(poetry_entry(text, name, spec));
        }
    }
    Ok(found)
}

fn poetry_entry(text: &str, name: &str, spec: &str) -> Option<Package> {
    let (range, is_exact) = lower_bound(spec)?;
    let begin = text.lines().scan(0, |start, line| {
        let here = *start;
        *start += line.len() + 1;
        Some((here, line))
    });
    let (start, line) = begin
        .filter(|(_, line)| line.trim_start().trim_start_matches('"').starts_with(name) && line.contains(spec))
        .find(|(_, line)| line.contains('='))?;
    let at = start + line.find(spec)?;
    let place = at + range.start..at + range.end;
    let mut found = package(name, &spec[range], is_exact, start..start + line.len());
    found.raised_at = Some(place);
    Some(found)
}
