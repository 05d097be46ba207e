//! Starting other programs: each failure names the command.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// A cargo command in the repository, with the toolchain that set-up made where it had to make one.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(root.join("scripts/with-toolchain"));
    command.arg("cargo").current_dir(root);
    command
}

/// A program that npm brought.
pub(crate) fn npm_tool(root: &Path, name: &str) -> Result<Command> {
    let tool = root.join("node_modules/.bin").join(name);
    if !tool.exists() {
        bail!("{name} is missing: run scripts/setup");
    }
    let mut command = Command::new(tool);
    command.current_dir(root);
    Ok(command)
}

/// Runs to the end; anything but success is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} failed: {status}", name(command));
    }
    Ok(())
}

/// Runs to the end and gives what was written to standard output; standard error goes to the terminal.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>> {
    let done = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !done.status.success() {
        bail!("{} failed: {}", name(command), done.status);
    }
    Ok(done.stdout)
}

/// Runs to the end without a word; what it said is told only where it failed.
pub(crate) fn quietly(command: &mut Command) -> Result<()> {
    let done = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", name(command)))?;
    if !done.status.success() {
        let said = [done.stdout, done.stderr].concat();
        bail!("{} failed: {}\n{}", name(command), done.status, String::from_utf8_lossy(&said).trim_end());
    }
    Ok(())
}

/// Whether a program can be started at all.
pub(crate) fn exists(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(" ");
    format!("`{program} {arguments}`")
}
