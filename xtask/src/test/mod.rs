//! `cargo xtask test`: everything `make test` stands for, in three stages.
//!
//! ```text
//! lint   format, clippy for both targets, documentation, licences and bans
//! unit   all tests, on SQLite and on a PostgreSQL made for the run
//! e2e    a real browser against the server
//! ```
//!
//! A stage that fails ends the run. What a stage needs and does not find fails it too: a skipped test proves nothing.

mod e2e;
mod licences;
mod lint;
mod unit;

use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::{root, say};

/// Options of `cargo xtask test`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only these stages; all without it.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Stage>,
    /// What the tests' names contain (stage unit).
    filter: Option<String>,
}

/// A part of the run.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Stage {
    Lint,
    Unit,
    E2e,
}

/// Runs the chosen stages and tells what each took.
pub(crate) fn run(args: &Args) -> Result<()> {
    let root = root::repository()?;
    let started = Instant::now();
    let mut passed = 0_u32;
    for stage in [Stage::Lint, Stage::Unit, Stage::E2e] {
        if !args.only.is_empty() && !args.only.contains(&stage) {
            continue;
        }
        match stage {
            Stage::Lint => timed("lint", || lint::run(&root))?,
            Stage::Unit => timed("unit", || unit::run(&root, args.filter.as_deref()))?,
            Stage::E2e => timed("e2e", || e2e::run(&root))?,
        }
        passed += 1;
    }
    say::step(format_args!("all passed in {} s", started.elapsed().as_secs()));
    // A closing line that programs read too; a failed stage ended the run before it.
    say::result(format_args!("stages: {passed} passed, 0 failed"));
    Ok(())
}

/// Runs a part between two lines that name it, the second with its time.
fn timed(name: &str, part: impl FnOnce() -> Result<()>) -> Result<()> {
    let started = Instant::now();
    say::step(format_args!("── {name}"));
    part().with_context(|| format!("{name} failed after {:.1} s", started.elapsed().as_secs_f32()))?;
    say::step(format_args!("── {name}: passed in {:.1} s", started.elapsed().as_secs_f32()));
    Ok(())
}
