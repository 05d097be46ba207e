//! The loader: a few lines that every page carries, sent without their comments.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::site::Site;

/// Adds `loader.js`.
pub(super) fn add(root: &Path, site: &mut Site) -> Result<()> {
    let source = fs::read_to_string(root.join("frontend/loader.js"))?;
    site.add_hashed("loader.js", stripped(&source).into_bytes());
    Ok(())
}

/// Without lines that are only a comment, without indentation. Line breaks stay, so nothing changes its meaning; the
/// source keeps block comments and strings over several lines out.
fn stripped(source: &str) -> String {
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_code_stays() {
        assert_eq!(stripped("// why\n\nf();\n  // more\n  g(\"//\");\n"), "f();\ng(\"//\");\n");
    }
}
