//! The optimised binaries that are measured, and a process that ends with us.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::{Context as _, Result, ensure};

use crate::{process, root};

/// The server and the crate `bench`.
pub(super) struct Binaries {
    pub(super) guildhall: PathBuf,
    pub(super) bench: PathBuf,
}

impl Binaries {
    /// Finds those of a profile; builds them first where that is asked, in one go, so that what they share is built once.
    pub(super) fn find(root: &Path, profile: &str, builds: bool) -> Result<Self> {
        if builds {
            let packages = ["--package=server", "--bin=guildhall", "--package=bench", "--bin=bench"];
            process::run(process::cargo(root).args(["build", "--profile", profile]).args(packages))?;
        }
        let folder = root::target(root).join(profile);
        let (guildhall, bench) = (folder.join("guildhall"), folder.join("bench"));
        ensure!(guildhall.is_file() && bench.is_file(), "there are no binaries in {}", folder.display());
        Ok(Self { guildhall, bench })
    }

    /// Runs a command of `bench` to its end and reads the JSON that it prints.
    pub(super) fn measure(&self, change: impl FnOnce(&mut Command) -> &mut Command) -> Result<serde_json::Value> {
        let said = process::output(change(&mut Command::new(&self.bench)))?;
        serde_json::from_slice(&said).context("bench printed no JSON")
    }
}

/// A process that is ended when this is dropped.
pub(super) struct Running(pub(super) Child);

impl Running {
    /// Starts it.
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        Ok(Self(command.spawn().with_context(|| format!("cannot start {program}"))?))
    }

    /// Its number.
    pub(super) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already where this fails.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A number of what `bench` printed; 0 where it is not there.
pub(super) fn number(found: &serde_json::Value, path: &str) -> f64 {
    found.pointer(path).and_then(serde_json::Value::as_f64).unwrap_or(0.0)
}
