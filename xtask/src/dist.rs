//! `cargo xtask dist`: one archive with the one binary, named by version and platform.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::{build, process, root, say, serve};

/// Options of `cargo xtask dist`.
#[derive(clap::Args)]
pub(crate) struct Args {}

/// Everything the server needs is inside the binary: pages' assets and migrations are embedded.
pub(crate) fn run(_: &Args) -> Result<()> {
    let root = root::repository()?;
    build::run(&build::Args {})?;
    let binary = serve::build(&root)?;

    let name = format!("guildhall-{}-{OS}-{ARCH}", env!("CARGO_PKG_VERSION"));
    let dist = root::target(&root).join("dist");
    let folder = dist.join(&name);
    fs::create_dir_all(&folder)?;
    fs::copy(&binary, folder.join("guildhall"))?;
    for text in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        if root.join(text).is_file() {
            fs::copy(root.join(text), folder.join(text))?;
        }
    }
    let archive = dist.join(format!("{name}.tar.gz"));
    process::run(Command::new("tar").arg("-C").arg(&dist).arg("-czf").arg(&archive).arg(&name))?;
    say::result(archive.display());
    Ok(())
}
