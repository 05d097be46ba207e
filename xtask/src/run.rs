//! `cargo xtask run`: builds all in release and becomes the server.

use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::Result;

use crate::{build, root, serve};

/// Options of `cargo xtask run`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Arguments for `guildhall serve`.
    #[arg(last = true)]
    arguments: Vec<OsString>,
}

/// Builds the browser part first, as the server embeds it.
pub(crate) fn run(args: &Args) -> Result<()> {
    let root = root::repository()?;
    build::run(&build::Args {})?;
    let binary = serve::build(&root)?;
    // Becomes the server: signals reach it, and its exit code is ours.
    let error = Command::new(&binary).arg("serve").args(&args.arguments).current_dir(&root).exec();
    Err(error.into())
}
