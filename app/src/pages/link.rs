//! Own paths.

use domain::id::RunId;

/// An agent's page.
pub(super) fn agent(slug: &str) -> String {
    format!("/agents/{}", escape(slug))
}

/// Where a run of an agent is started.
pub(super) fn console(slug: &str) -> String {
    format!("{}/run", agent(slug))
}

/// The console, filled in with a sample.
pub(super) fn console_with_sample(slug: &str, sample: usize) -> String {
    format!("{}?sample={sample}", console(slug))
}

/// The console, filled in with what an earlier run was given.
pub(super) fn console_from(slug: &str, run: RunId) -> String {
    format!("{}?from={run}", console(slug))
}

/// The file of a sample.
pub(super) fn sample(slug: &str, sample: usize) -> String {
    format!("{}/samples/{sample}", agent(slug))
}

/// A run.
pub(super) fn run(id: RunId) -> String {
    format!("/runs/{id}")
}

/// A run's receipt.
pub(super) fn receipt(id: RunId) -> String {
    format!("/runs/{id}/receipt")
}

/// The signed file of a run's receipt.
pub(super) fn receipt_file(id: RunId) -> String {
    format!("/runs/{id}/receipt.json")
}

/// A file of a run.
pub(super) fn artifact(id: RunId, name: &str) -> String {
    format!("/runs/{id}/artifacts/{}", escape(name))
}

/// Agents with a tag.
pub(super) fn tag(tag: &str) -> String {
    format!("/agents?tags={}", escape(tag))
}

/// Where one signs in, to come back to an own path.
pub(super) fn sign_in(back: &str) -> String {
    if own(back) { format!("/sign-in?next={}", escape(back)) } else { "/sign-in".to_owned() }
}

/// Whether a path leads nowhere else: it begins with one `/`.
pub(super) fn own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t'])
}

/// Per-cent coding of whatever is not unreserved (RFC 3986, 2.3).
pub(super) fn escape(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut coded, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            coded.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(coded, "%{byte:02X}");
        }
        coded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_led_back_to() {
        assert_eq!(sign_in("/runs"), "/sign-in?next=/runs");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"] {
            assert_eq!(sign_in(elsewhere), "/sign-in", "{elsewhere}");
        }
        assert_eq!(tag("a b&c"), "/agents?tags=a%20b%26c");
    }
}
