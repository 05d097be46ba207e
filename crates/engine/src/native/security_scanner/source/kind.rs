//! What a file is, by its name and its beginning.

use crate::native::security_scanner::code::Language;
use crate::native::security_scanner::dependency::Manifest;
use crate::native::security_scanner::limit::{MAX_CODE, MAX_LINE};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Code that is read as a tree.
    Code(Language),
    /// Code that a program made or squeezed: only secrets are looked for.
    Squeezed(Language),
    /// A file that names dependencies.
    Manifest(Manifest),
    /// Any other text.
    Other,
}

impl Kind {
    /// By name and text.
    pub(super) fn of(path: &str, text: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        if let Some(manifest) = Manifest::of_name(name) {
            return Self::Manifest(manifest);
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let Some(language) = ending.as_deref().and_then(Language::of_ending).or_else(|| by_first_line(text)) else {
            return Self::Other;
        };
        if is_squeezed(name, text) { Self::Squeezed(language) } else { Self::Code(language) }
    }
}

/// By the program that a script names.
fn by_first_line(text: &str) -> Option<Language> {
    let first = text.lines().next()?;
    if first.starts_with("<?php") {
        return Some(Language::Php);
    }
    let program = first.strip_prefix("#!")?;
    if program.contains("python") {
        Some(Language::Python)
    } else if program.contains("node") {
        Some(Language::JavaScript)
    } else if program.contains("php") {
        Some(Language::Php)
    } else {
        None
    }
}

fn is_squeezed(name: &str, text: &str) -> bool {
    name.contains(".min.") || text.len() > MAX_CODE || text.lines().any(|line| line.len() > MAX_LINE) || {
        // Some hundred characters in every line: no person writes so.
        let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
        text.len() > 20_000 && text.len() / lines > 300
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_name_and_beginning() {
        assert_eq!(Kind::of("a/b.py", "x = 1"), Kind::Code(Language::Python));
        assert_eq!(Kind::of("run", "#!/usr/bin/env python3\n"), Kind::Code(Language::Python));
        assert_eq!(Kind::of("a.min.js", "x"), Kind::Squeezed(Language::JavaScript));
        assert_eq!(Kind::of("a.js", &"x=1;".repeat(20_000)), Kind::Squeezed(Language::JavaScript));
        assert_eq!(Kind::of("README", "x"), Kind::Other);
    }
}
