//! Who PostgreSQL runs as: it refuses root.

use std::os::unix::fs::chown;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

use crate::process;

/// The user the server belongs to.
pub(super) enum Owner {
    /// Ourselves.
    Us,
    /// We are root: a user made for services.
    Service { name: &'static str, user: u32, group: u32 },
}

impl Owner {
    /// Ourselves, unless that is root.
    pub(super) fn choose() -> Result<Self> {
        if number(&["-u"])? != 0 {
            return Ok(Self::Us);
        }
        for name in ["postgres", "nobody"] {
            if let (Ok(user), Ok(group)) = (number(&["-u", name]), number(&["-g", name])) {
                return Ok(Self::Service { name, user, group });
            }
        }
        bail!("PostgreSQL does not run as root, and there is no user postgres to run it as");
    }

    /// A command that runs as this user.
    pub(super) fn command(&self, program: &str) -> Command {
        let Self::Service { name, .. } = self else { return Command::new(program) };
        let mut command;
        if process::exists(Command::new("setpriv").arg("--version")) {
            command = Command::new("setpriv");
            command.args([&format!("--reuid={name}"), &format!("--regid={name}"), "--init-groups"]);
        } else {
            command = Command::new("runuser");
            command.args(["-u", name]);
        }
        command.args(["--", program]);
        command
    }

    /// A new folder of this user's. The socket lies in it, and a socket's path may hold about 100 characters: so not in a
    /// deep temporary folder.
    pub(super) fn folder(&self) -> Result<TempDir> {
        let folder = tempfile::Builder::new().prefix("guildhall-pg-").tempdir_in("/tmp")?;
        if let Self::Service { user, group, .. } = self {
            chown(folder.path(), Some(*user), Some(*group)).context("cannot give PostgreSQL its folder")?;
        }
        Ok(folder)
    }
}

fn number(arguments: &[&str]) -> Result<u32> {
    let done = Command::new("id").args(arguments).output()?;
    Ok(String::from_utf8(done.stdout)?.trim().parse()?)
}
