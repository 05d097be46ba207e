//! What is checked without running anything.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use super::{licences, timed};
use crate::{process, say};

/// The browser's crate has no meaning on the server's target, so the two are checked apart.
const NATIVE: [&str; 3] = ["--workspace", "--exclude=frontend", "--all-targets"];
const BROWSER: [&str; 3] = ["--package=frontend", "--lib", "--target=wasm32-unknown-unknown"];

type Check = fn(&Path) -> Result<()>;

/// Format, clippy for both targets, documentation, licences and bans: all of them, so that one run tells everything.
pub(super) fn run(root: &Path) -> Result<()> {
    // The server embeds this folder: without it it does not compile, and nothing here needs what is in it.
    fs::create_dir_all(root.join("site"))?;
    let checks: [(&str, Check); 5] = [
        ("format", |root| process::run(process::cargo(root).args(["fmt", "--all", "--check"]))),
        ("clippy (server)", |root| clippy(root, &NATIVE)),
        ("clippy (browser)", |root| clippy(root, &BROWSER)),
        ("documentation", documentation),
        ("licences and bans", licences::check),
    ];
    let mut failed = Vec::new();
    for (name, check) in checks {
        if let Err(error) = timed(name, || check(root)) {
            say::error(&error);
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn documentation(root: &Path) -> Result<()> {
    process::run(process::cargo(root).env("RUSTDOCFLAGS", "-D warnings").args([
        "doc",
        "--quiet",
        "--locked",
        "--no-deps",
        "--workspace",
        "--exclude=frontend",
    ]))
}

fn clippy(root: &Path, scope: &[&str]) -> Result<()> {
    process::run(
        process::cargo(root).args(["clippy", "--quiet", "--locked"]).args(scope).args(["--", "-D", "warnings"]),
    )
}
