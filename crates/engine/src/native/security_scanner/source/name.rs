//! Names of files.

use crate::native::security_scanner::limit::MAX_PATH;

/// Folders of other people's code, and of what programs made.
const VENDORED: [&str; 12] = [
    "node_modules",
    "bower_components",
    "vendor",
    "third_party",
    ".git",
    ".venv",
    "venv",
    "site-packages",
    "__pycache__",
    "dist",
    ".next",
    "target",
];

/// A name of an archive as it is shown and compared; none where it leads out of the archive, or is none.
pub(super) fn checked(raw: &str) -> Option<String> {
    let is_absolute = raw.starts_with(['/', '\\']) || raw.as_bytes().get(1) == Some(&b':');
    if is_absolute || raw.len() > MAX_PATH || raw.chars().any(char::is_control) {
        return None;
    }
    let raw = raw.replace('\\', "/");
    let parts: Vec<&str> = raw.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.is_empty() || parts.contains(&"..") {
        return None;
    }
    Some(parts.join("/"))
}

/// The name of a file that somebody sent: its last part, without what does not belong in one.
pub(super) fn plain(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if clean.is_empty() || clean == ".." || clean == "." { "file".to_owned() } else { clean }
}

/// Whether a file lies in a folder of other people's code.
pub(super) fn is_vendored(path: &str) -> bool {
    let mut folders = path.split('/').rev();
    folders.next();
    folders.any(|folder| VENDORED.contains(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_are_none() {
        for raw in ["../a", "a/../../b", "/etc/passwd", "C:\\x", "\\\\host\\share", "", ".", "a\u{0}b", "..\\a"] {
            assert_eq!(checked(raw), None, "{raw}");
        }
        assert_eq!(checked("./a//b\\c.py").as_deref(), Some("a/b/c.py"));
        assert!(is_vendored("a/node_modules/b.js") && !is_vendored("a/vendor.js"));
        assert_eq!(plain("../x/y.py"), "y.py");
    }
}
