//! Rust's `Cargo.lock`.

use super::{Package, find_from};
use crate::native::security_scanner::dependency::Ecosystem;

/// Packages that come from a registry.
pub(super) fn cargo_lock(text: &str) -> Result<Vec<Package>, String> {
    let whole: toml::Table = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    let (mut found, mut from) = (Vec::new(), 0);
    for entry in whole.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
        let read = |name: &str| entry.get(name).and_then(toml::Value::as_str);
        let (Some(name), Some(version)) = (read("name"), read("version")) else { continue };
        let place = find_from(text, from, &format!("name = \"{name}\"")).unwrap_or(from..from);
        from = place.end;
        if read("source").is_some_and(|source| source.starts_with("registry")) {
            found.push(Package {
                ecosystem: Ecosystem::Crates,
                name: name.to_owned(),
                version: version.to_owned(),
                is_exact: true,
                place,
                raised_at: None,
            });
        }
    }
    Ok(found)
}
