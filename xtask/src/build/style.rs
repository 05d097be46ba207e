//! The style sheet, by Tailwind from `style/main.css` and the class names it finds in the sources.

use std::fs;
use std::path::Path;

use anyhow::Result;
use walkdir::WalkDir;

use super::cache::Cache;
use super::hash;
use super::site::Site;
use crate::{process, say};

/// Where Tailwind looks for class names (`source(…)` in `style/main.css`) and for the rules; the lock file stands for the
/// versions of Tailwind and daisyUI.
const INPUTS: [&str; 3] = ["app/src", "style", "package-lock.json"];

/// Adds `main.css`.
pub(super) fn add(root: &Path, cache: &mut Cache, site: &mut Site) -> Result<()> {
    let made = cache.folder(&format!("style-{}", inputs(root)?), |folder| {
        say::step("making the style sheet");
        process::quietly(
            process::npm_tool(root, "tailwindcss")?
                .args(["--minify", "--input", "style/main.css", "--output"])
                .arg(folder.join("main.css")),
        )
    })?;
    site.add_hashed("main.css", fs::read(made.join("main.css"))?);
    Ok(())
}

fn inputs(root: &Path) -> Result<String> {
    let mut parts = Vec::new();
    for input in INPUTS {
        for entry in WalkDir::new(root.join(input)).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                parts.push(entry.path().strip_prefix(root)?.as_os_str().as_encoded_bytes().to_vec());
                parts.push(fs::read(entry.path())?);
            }
        }
    }
    Ok(hash::of(parts.iter().map(Vec::as_slice)))
}
