//! All tests of the workspace, with a PostgreSQL of the run's own.

use std::path::Path;

use anyhow::Result;

use super::timed;
use crate::postgres::{self, Postgres};
use crate::{build, process};

/// What is built and tested: the browser's crate has no meaning on the server's target.
pub(super) const WORKSPACE: [&str; 3] = ["--locked", "--workspace", "--exclude=frontend"];

/// With nextest where it is installed; it runs no documentation tests, so those come after.
pub(super) fn run(root: &Path, filter: Option<&str>) -> Result<()> {
    // The server embeds the browser part and its tests ask for it.
    build::run(&build::Args {})?;
    let postgres = Postgres::start()?;
    let nextest = process::exists(process::cargo(root).args(["nextest", "--version"]));
    // Most tests wait for a database, a process or a clock: with two for each core the cores are busy.
    let at_once = format!("--test-threads={}", 2 * std::thread::available_parallelism()?.get());
    let tests: &[&str] = if nextest {
        &["nextest", "run", "--no-tests=warn", "--no-fail-fast", &at_once]
    } else {
        &["test", "--quiet", "--lib", "--bins", "--tests"]
    };
    timed("tests", || {
        let mut command = process::cargo(root);
        process::run(command.env(postgres::VARIABLE, postgres.url()).args(tests).args(WORKSPACE).args(filter))
    })?;
    if filter.is_some() {
        return Ok(());
    }
    timed("documentation tests", || {
        let mut command = process::cargo(root);
        process::run(command.env(postgres::VARIABLE, postgres.url()).args(["test", "--quiet", "--doc"]).args(WORKSPACE))
    })
}
