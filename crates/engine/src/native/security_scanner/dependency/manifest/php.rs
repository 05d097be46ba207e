//! PHP's `composer.lock`.

use serde_json::Value;

use super::{Package, find_from};
use crate::native::security_scanner::dependency::Ecosystem;

/// Composer's lock.
pub(super) fn composer_lock(text: &str) -> Result<Vec<Package>, String> {
    let whole: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for group in ["packages", "packages-dev"] {
        for entry in whole.get(group).and_then(Value::as_array).into_iter().flatten() {
            let read = |name: &str| entry.get(name).and_then(Value::as_str);
            let (Some(name), Some(version)) = (read("name"), read("version")) else { continue };
            let place = find_from(text, 0, &format!("\"name\": \"{name}\"")).unwrap_or(0..0);
            found.push(Package {
                ecosystem: Ecosystem::Packagist,
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
