//! A password from the environment, from a pipe, or typed without being shown.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};

const NAME: &str = "GUILDHALL_ADMIN_PASSWORD";

/// `GUILDHALL_ADMIN_PASSWORD`, else the first line of standard input; on a terminal it is asked for.
pub(super) fn read() -> anyhow::Result<String> {
    if let Ok(password) = std::env::var(NAME) {
        return Ok(password);
    }
    let is_typed = io::stdin().is_terminal();
    let _hidden = is_typed.then(|| ask().map(|()| Hidden)).transpose()?;
    let mut text = String::new();
    if is_typed {
        io::stdin().read_line(&mut text).context("no password was typed")?;
        let _ = writeln!(io::stderr());
    } else {
        io::stdin()
            .take(1_000)
            .read_to_string(&mut text)
            .with_context(|| format!("no password: set {NAME} or pipe it in"))?;
    }
    let password = text.lines().next().unwrap_or_default();
    ensure!(!password.is_empty(), "a password is needed: typed, piped in, or in {NAME}");
    Ok(password.to_owned())
}

fn ask() -> anyhow::Result<()> {
    let _ = write!(io::stderr(), "Password: ").and_then(|()| io::stderr().flush());
    echo("-echo").context("what is typed could not be hidden")
}

/// `stty` does it without a line of unsafe code.
fn echo(mode: &str) -> anyhow::Result<()> {
    let status =
        Command::new("stty").arg(mode).stdin(Stdio::inherit()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    ensure!(status.success(), "stty failed");
    Ok(())
}

/// Typing is hidden until this is dropped.
struct Hidden;

impl Drop for Hidden {
    fn drop(&mut self) {
        // Nothing better can be done here than to have tried.
        let _ = echo("echo");
    }
}
