//! The release server: building it, and starting it for a moment.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

use crate::{postgres, process, root};

const START_POLLS: u32 = 600;
const START_POLL: Duration = Duration::from_millis(50);

/// Builds the binary in release and gives its path.
pub(crate) fn build(root: &Path) -> Result<PathBuf> {
    process::run(process::cargo(root).args(["build", "--release", "--package=server", "--bin=guildhall"]))?;
    let binary = root::target(root).join("release/guildhall");
    if !binary.is_file() {
        bail!("cargo put no binary at {}", binary.display());
    }
    Ok(binary)
}

/// A server with a data folder of its own on loopback; stopped and forgotten when dropped.
pub(crate) struct Server {
    process: Child,
    port: u16,
    _data: TempDir,
}

impl Server {
    /// Starts the binary and waits until it listens.
    pub(crate) fn start(binary: &Path) -> Result<Self> {
        let data = tempfile::Builder::new().prefix("guildhall-data-").tempdir()?;
        let port = postgres::free_port()?;
        let process = Command::new(binary)
            .arg("serve")
            .env("GUILDHALL_ADDR", format!("127.0.0.1:{port}"))
            .env("GUILDHALL_DATA", data.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let mut server = Self { process, port, _data: data };
        for _ in 0..START_POLLS {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(server);
            }
            if let Some(status) = server.process.try_wait()? {
                bail!("the server ended before it listened: {status}");
            }
            sleep(START_POLL);
        }
        bail!("the server did not listen within {:?}", START_POLL * START_POLLS);
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already where this fails.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
