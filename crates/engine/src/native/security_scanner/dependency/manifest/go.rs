//! Go's `go.mod`.

use super::Package;
use crate::native::security_scanner::dependency::Ecosystem;

/// `require` lines, one by one or in brackets; `replace` and `exclude` are left.
pub(super) fn go_mod(text: &str) -> Vec<Package> {
    let (mut found, mut start, mut is_inside) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        let body = line.split("//").next().unwrap_or(line).trim_end();
        let trimmed = body.trim_start();
        if trimmed.starts_with("require (") || trimmed == "require(" {
            is_inside = true;
        } else if trimmed.starts_with(')') {
            is_inside = false;
        } else {
            let entry = if is_inside { Some(trimmed) } else { trimmed.strip_prefix("require ") };
            let mut words = entry.unwrap_or_default().split_whitespace();
            if let (Some(name), Some(version)) = (words.next(), words.next())
                && version.starts_with('v')
                && let Some(at) = line.find(version)
            {
                found.push(Package {
                    ecosystem: Ecosystem::Go,
                    name: name.to_owned(),
                    version: version.to_owned(),
                    is_exact: true,
                    place: start + (body.len() - trimmed.len())..start + body.len(),
                    raised_at: Some(start + at..start + at + version.len()),
                });
            }
        }
        start += line.len();
    }
    found
}
