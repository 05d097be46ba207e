//! `cargo xtask postgres -- COMMAND`: a PostgreSQL that lives as long as a command.
//!
//! The server is a fresh cluster in a temporary folder: C collation, UTF-8, durable as by default, reached over loopback as
//! a role like that of a real installation: no superuser, bound by row-level security, allowed to create databases (each
//! test makes its own). Tests find it by [`VARIABLE`].
//!
//! It always ends with us. A shell stands between (`keeper.sh`): it makes the cluster, starts the server, waits until the
//! pipe from us closes, then stops the server and removes the folder. The kernel closes the pipe however we end, `kill -9`
//! included.

mod binaries;
mod owner;

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::build::hex;
use crate::process;
use owner::Owner;

/// The environment variable that tells tests where the server is.
pub(crate) const VARIABLE: &str = "GUILDHALL_TEST_POSTGRES";

const KEEPER: &str = include_str!("keeper.sh");

/// Waited for the server's first answer: a minute, for a machine that is busy with a build.
const START_POLLS: u32 = 1200;
const START_POLL: Duration = Duration::from_millis(50);

/// Options of `cargo xtask postgres`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The command and its arguments; it finds the address in `GUILDHALL_TEST_POSTGRES`.
    #[arg(last = true, required = true)]
    command: Vec<OsString>,
}

/// Runs a command with a PostgreSQL of its own.
pub(crate) fn run(args: &Args) -> Result<()> {
    let [program, arguments @ ..] = args.command.as_slice() else { bail!("no command was given") };
    let postgres = Postgres::start()?;
    process::run(Command::new(program).args(arguments).env(VARIABLE, postgres.url()))
}

/// A running server; stopped and removed when dropped.
pub(crate) struct Postgres {
    url: String,
    keeper: Child,
}

impl Postgres {
    /// Makes a cluster and starts its server.
    pub(crate) fn start() -> Result<Self> {
        let binaries = binaries::find()?;
        let owner = Owner::choose()?;
        let folder = owner.folder()?;
        let (password, port) = (password()?, free_port()?);
        let mut keeper = owner
            .command("sh")
            .args(["-c", KEEPER, "keeper"])
            .args([&binaries, folder.path()])
            .arg(port.to_string())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            // A group of its own: Ctrl-C is for us, and the keeper has work left then.
            .process_group(0)
            .spawn()
            .context("cannot start the shell that keeps PostgreSQL")?;
        // From here on the keeper removes the folder.
        _ = folder.keep();
        keeper.stdin.as_mut().context("no pipe to the keeper")?.write_all(format!("{password}\n").as_bytes())?;
        let mut postgres = Self { url: format!("postgres://guildhall:{password}@127.0.0.1:{port}/postgres"), keeper };
        postgres.wait_for_answer(&binaries, port)?;
        Ok(postgres)
    }

    /// The address for [`VARIABLE`].
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn wait_for_answer(&mut self, binaries: &Path, port: u16) -> Result<()> {
        for _ in 0..START_POLLS {
            if self.keeper.try_wait()?.is_some() {
                bail!("PostgreSQL did not start; what it said is above");
            }
            let mut ask = Command::new(binaries.join("pg_isready"));
            if process::exists(ask.args(["--quiet", "--host=127.0.0.1", &format!("--port={port}")])) {
                return Ok(());
            }
            sleep(START_POLL);
        }
        bail!("PostgreSQL gave no answer within {:?}", START_POLL * START_POLLS);
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Closes the pipe: the keeper stops the server and removes the folder. Nothing to do about a failure here.
        drop(self.keeper.stdin.take());
        _ = self.keeper.wait();
    }
}

/// A port that nobody listens on right now.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn password() -> Result<String> {
    let mut bytes = [0_u8; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(hex(&bytes))
}
