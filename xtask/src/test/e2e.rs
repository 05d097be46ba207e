//! The end-to-end tests: `end2end/run.mjs` drives the system's Chromium against the server.
//!
//! The development build serves: the tests before it have built it, and a release takes longer than all of them.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::unit::WORKSPACE;
use crate::{build, process, root};

/// The variable that tells the tests which binary to start.
const BINARY: &str = "GUILDHALL_BINARY";

/// Builds what is tested, then hands over to node.
pub(super) fn run(root: &Path) -> Result<()> {
    let tests = root.join("end2end/run.mjs");
    if !tests.is_file() {
        bail!("end2end/run.mjs is missing, so no page was looked at");
    }
    build::run(&build::Args {})?;
    // As the tests before build it: with other features all that it depends on would be compiled a second time.
    process::run(process::cargo(root).arg("build").args(WORKSPACE).args(["--tests", "--bins"]))?;
    let binary = root::target(root).join("debug/guildhall");
    process::run(Command::new("node").arg(tests).current_dir(root).env(BINARY, binary))
}
