//! What is checked without running anything.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{licences, timed};
use crate::process;

/// The browser's crate has no meaning on the server's target, so the two are checked apart.
const NATIVE: [&str; 3] = ["--workspace", "--exclude=frontend", "--all-targets"];
const BROWSER: [&str; 3] = ["--package=frontend", "--lib", "--target=wasm32-unknown-unknown"];

/// Format, clippy for both targets, documentation, licences and bans.
pub(super) fn run(root: &Path) -> Result<()> {
    // The server embeds this folder: without it it does not compile, and nothing here needs what is in it.
    fs::create_dir_all(root.join("site"))?;
    timed("format", || process::run(process::cargo(root).args(["fmt", "--all", "--check"])))?;
    timed("clippy (server)", || clippy(root, &NATIVE))?;
    timed("clippy (browser)", || clippy(root, &BROWSER))?;
    timed("documentation", || {
        process::run(process::cargo(root).env("RUSTDOCFLAGS", "-D warnings").args([
            "doc",
            "--quiet",
            "--locked",
            "--no-deps",
            "--workspace",
            "--exclude=frontend",
        ]))
    })?;
    timed("licences and bans", || licences::check(root))
}

fn clippy(root: &Path, scope: &[&str]) -> Result<()> {
    process::run(
        process::cargo(root).args(["clippy", "--quiet", "--locked"]).args(scope).args(["--", "-D", "warnings"]),
    )
}
