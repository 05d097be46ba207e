//! A password from the environment, from a file that it names, from a pipe, or typed without being shown.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};

const NAME: &str = "GUILDHALL_ADMIN_PASSWORD";
const FILE_NAME: &str = "GUILDHALL_ADMIN_PASSWORD_FILE";

/// `GUILDHALL_ADMIN_PASSWORD` or the first line of what `GUILDHALL_ADMIN_PASSWORD_FILE` names, else the first line of standard input; on a terminal it is asked for.
pub(super) fn read() -> anyhow::Result<String> {
    if let Some(password) = from_the_environment(std::env::var(NAME).ok(), std::env::var(FILE_NAME).ok())? {
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

fn from_the_environment(text: Option<String>, file: Option<String>) -> anyhow::Result<Option<String>> {
    let file = file.filter(|path| !path.is_empty());
    ensure!(text.is_none() || file.is_none(), "{NAME} is set, and so is {FILE_NAME}; only one can be");
    let Some(path) = file else { return Ok(text) };
    let text = std::fs::read_to_string(&path).with_context(|| format!("{FILE_NAME}: {path} cannot be read"))?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    ensure!(!password.is_empty(), "{FILE_NAME}: {path} is empty");
    Ok(Some(password))
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
