//! JavaScript's files.

use serde_json::Value;

use super::{Package, find_from, lower_bound};
use crate::native::security_scanner::dependency::Ecosystem;

fn package(name: &str, version: &str, is_exact: bool, place: std::ops::Range<usize>) -> Package {
    Package {
        ecosystem: Ecosystem::Npm,
        name: name.to_owned(),
        version: version.to_owned(),
        is_exact,
        place,
        raised_at: None,
    }
}

/// `package.json`.
pub(super) fn package_json(text: &str) -> Result<Vec<Package>, String> {
    let whole: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for group in ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] {
        let from = find_from(text, 0, &format!("\"{group}\"")).map_or(0, |place| place.end);
        for (name, spec) in whole.get(group).and_then(Value::as_object).into_iter().flatten() {
            let Some((spec, (range, is_exact))) = spec.as_str().and_then(|spec| Some((spec, lower_bound(spec)?)))
            else {
                continue;
            };
            // `^1.2 || ^2.0` allows too much to be raised by itself.
            let is_one = !spec.contains("||") && !spec.contains(" - ") && !spec.contains('<');
            let place = find_from(text, from, &format!("\"{name}\"")).unwrap_or(from..from);
            let at = find_from(text, place.end, &format!("\"{spec}\"")).map(|quoted| quoted.start + 1);
            let mut one = package(name, &spec[range.clone()], is_exact, place);
            one.raised_at = at.filter(|_| is_one).map(|at| at + range.start..at + range.end);
            found.push(one);
        }
    }
    Ok(found)
}

/// npm's lock: version 1 nests dependencies, 2 and 3 list them by folder.
pub(super) fn package_lock(text: &str) -> Result<Vec<Package>, String> {
    let whole: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    if let Some(entries) = whole.get("packages").and_then(Value::as_object) {
        let mut from = 0;
        for (folder, entry) in entries {
            let Some((_, name)) = folder.rsplit_once("node_modules/") else { continue };
            let name = entry.get("name").and_then(Value::as_str).unwrap_or(name);
            let Some(version) = entry.get("version").and_then(Value::as_str) else { continue };
            let place = find_from(text, from, &format!("\"{folder}\"")).unwrap_or(from..from);
            from = place.end;
            found.push(package(name, version, true, place));
        }
        return Ok(found);
    }
    let mut left: Vec<&Value> = whole.get("dependencies").into_iter().collect();
    while let Some(entries) = left.pop() {
        for (name, entry) in entries.as_object().into_iter().flatten() {
            if let Some(version) = entry.get("version").and_then(Value::as_str) {
                let near = find_from(text, 0, &format!("\"{name}\": {{")).unwrap_or(0..0);
                found.push(package(name, version, true, near));
            }
            left.extend(entry.get("dependencies"));
        }
    }
    Ok(found)
}

/// Yarn's lock: a line of names with ranges, below it the version that was chosen.
pub(super) fn yarn_lock(text: &str) -> Vec<Package> {
    let (mut found, mut start) = (Vec::new(), 0);
    let mut current: Option<(String, usize, usize)> = None;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        if !body.starts_with([' ', '#']) && body.ends_with(':') {
            let first = body.trim_end_matches(':').split(',').next().unwrap_or_default().trim().trim_matches('"');
            // The name ends at the last `@` but one at its beginning.
            let end = first.get(1..).and_then(|rest| rest.find('@')).map(|at| at + 1);
            current = end.map(|end| (first[..end].to_owned(), start, start + body.len()));
        } else if let Some((name, from, to)) = &current
            && let Some(rest) = body.trim_start().strip_prefix("version")
            && body.starts_with("  ")
            && !body.starts_with("   ")
        {
            let version = rest.trim_start_matches([':', ' ']).trim_matches('"');
            found.push(package(name, version, true, *from..*to));
            current = None;
        }
        start += line.len();
    }
    found
}

/// pnpm's lock: keys such as `/name@1.2.3(peer@1):`, `/name/1.2.3:` or `name@1.2.3:` below `packages:`.
pub(super) fn pnpm_lock(text: &str) -> Vec<Package> {
    let (mut found, mut start, mut is_inside) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        if !body.is_empty() && !body.starts_with([' ', '#']) {
            is_inside = body == "packages:" || body == "snapshots:" && found.is_empty();
        } else if is_inside && body.starts_with("  ") && !body.starts_with("   ") && body.ends_with(':') {
            let key = body.trim().trim_end_matches(':').trim_matches(['\'', '"']).trim_start_matches('/');
            let key = key.split('(').next().unwrap_or(key).split('_').next().unwrap_or(key);
            let split = key.get(1..).and_then(|rest| rest.rfind('@')).map(|at| at + 1).or_else(|| key.rfind('/'));
            if let Some(at) = split.filter(|at| key[at + 1..].starts_with(|c: char| c.is_ascii_digit())) {
                found.push(package(&key[..at], &key[at + 1..], true, start..start + body.len()));
            }
        }
        start += line.len();
    }
    found
}
