//! `cargo xtask docs`: what documents say that the code knows better, written from the code.
//!
//! - `docs/errors.md`: every code of an error, read out of the sources ([`errors`]);
//! - `.env.example` and the list of settings in the README: `guildhall settings` tells them.
//!
//! Tests compare all three with the code, so that nobody has to think of it.

mod errors;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::{process, root, say};

const BEGIN: &str = "<!-- settings: begin -->\n";
const END: &str = "<!-- settings: end -->\n";

/// Options of `cargo xtask docs`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the list of errors, for which nothing has to be compiled.
    #[arg(long)]
    errors: bool,
}

/// Writes the documents.
pub(crate) fn run(args: &Args) -> Result<()> {
    let root = root::repository()?;
    write(&root, "docs/errors.md", &errors::document(&root)?)?;
    if args.errors {
        return Ok(());
    }
    write(&root, ".env.example", &settings(&root, "--env")?)?;
    let readme = fs::read_to_string(root.join("README.md"))?;
    let (before, rest) = readme.split_once(BEGIN).context("README.md does not say where the settings begin")?;
    let (_, after) = rest.split_once(END).context("README.md does not say where the settings end")?;
    write(&root, "README.md", &format!("{before}{BEGIN}{}{END}{after}", settings(&root, "--markdown")?))
}

fn settings(root: &Path, form: &str) -> Result<String> {
    let mut command = process::cargo(root);
    command.args(["run", "--quiet", "-p", "server", "--bin", "guildhall", "--", "settings", form]);
    Ok(String::from_utf8(process::output(&mut command)?)?)
}

fn write(root: &Path, name: &str, text: &str) -> Result<()> {
    let path = root.join(name);
    if fs::read_to_string(&path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::write(&path, text).with_context(|| format!("{name} cannot be written"))?;
    say::step(format_args!("{name} is new"));
    Ok(())
}
