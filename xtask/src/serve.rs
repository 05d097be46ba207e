//! The release server: building it, and starting it for a moment.

use std::io::{Read as _, Write as _};
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
const PATIENCE: Duration = Duration::from_secs(10);

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
        Self::start_with(&mut Command::new(binary), |serve| serve)
    }

    /// Starts what `command` leads to, with the last words that `change` adds.
    pub(crate) fn start_with(command: &mut Command, change: impl FnOnce(&mut Command) -> &mut Command) -> Result<Self> {
        let data = tempfile::Builder::new().prefix("guildhall-data-").tempdir()?;
        let port = postgres::free_port()?;
        let process = change(command.arg("serve"))
            .env("GUILDHALL_ADDR", format!("127.0.0.1:{port}"))
            .env("GUILDHALL_DATA", data.path())
            .env("GUILDHALL_PLAN", "internal")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start the server")?;
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

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
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

/// Waits until somebody listens there.
pub(crate) fn wait_for(address: &str) -> Result<()> {
    for _ in 0..START_POLLS {
        if TcpStream::connect(address).is_ok() {
            return Ok(());
        }
        sleep(START_POLL);
    }
    bail!("nobody listens at {address} after {:?}", START_POLL * START_POLLS);
}

/// One plain GET, uncompressed: the answer as it comes, headers and all. HTTP/1.0, so that it ends where the connection
/// does.
pub(crate) fn whole_answer(port: u16, path: &str) -> Result<Vec<u8>> {
    let mut connection = TcpStream::connect(("127.0.0.1", port))?;
    connection.set_read_timeout(Some(PATIENCE))?;
    write!(connection, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n")?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    let status = String::from_utf8_lossy(&answer).split(' ').nth(1).map(str::to_owned);
    if status.as_deref() != Some("200") {
        bail!("{path} was answered with {}", status.unwrap_or_default());
    }
    Ok(answer)
}
