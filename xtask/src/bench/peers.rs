//! What a user would run instead, set up as the README beside it says. One that is not there is passed over in words.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};
use walkdir::WalkDir;

use super::binaries::Running;
use super::catalogue::LISTINGS;
use super::serve::SERVER_CORE;
use crate::{postgres, process, say, serve};

/// A peer that listens.
pub(super) struct Peer {
    pub(super) name: &'static str,
    pub(super) server: Running,
    pub(super) url: String,
}

/// The usual stack in Python.
pub(super) fn fastapi(peers: &Path, work: &Path) -> Option<Peer> {
    told("FastAPI", start_fastapi(peers, work))
}

/// The usual stack in JavaScript.
pub(super) fn next(peers: &Path, work: &Path) -> Option<Peer> {
    told("Next.js", start_next(peers, work))
}

fn told(name: &str, started: Result<Peer>) -> Option<Peer> {
    started.inspect_err(|error| say::step(format_args!("{name} is left out: {error:#}"))).ok()
}

fn start_fastapi(peers: &Path, work: &Path) -> Result<Peer> {
    let folder = copy(peers, work, "fastapi")?;
    let python = folder.join("venv/bin/python");
    if !python.exists() {
        process::quietly(Command::new("python3").args(["-m", "venv", "venv"]).current_dir(&folder))?;
        let parts = ["fastapi", "uvicorn[standard]", "sqlalchemy", "pydantic"];
        process::quietly(
            Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(parts).current_dir(&folder),
        )?;
    }
    process::quietly(Command::new(&python).args(["seed.py", &LISTINGS.to_string()]).current_dir(&folder))?;
    let address = format!("127.0.0.1:{}", postgres::free_port()?);
    let port = address.rsplit(':').next().unwrap_or_default();
    let server = pinned(&python)
        .args(["-m", "uvicorn", "app:app", "--log-level", "warning", "--port", port])
        .current_dir(&folder)
        .stdout(Stdio::null())
        .spawn()?;
    let server = Running(server);
    serve::wait_for(&address)?;
    Ok(Peer { name: "FastAPI + SQLAlchemy", server, url: format!("http://{address}/api/v1/agents?per_page=20") })
}

fn start_next(peers: &Path, work: &Path) -> Result<Peer> {
    let folder = copy(peers, work, "next")?;
    let next = folder.join("node_modules/next/dist/bin/next");
    let quiet = |command: &mut Command| -> Result<()> {
        process::quietly(command.env("NEXT_TELEMETRY_DISABLED", "1").current_dir(&folder))
    };
    if !next.exists() {
        quiet(Command::new("npm").args(["install", "--no-audit", "--no-fund"]))?;
    }
    if !folder.join(".next/BUILD_ID").exists() {
        quiet(Command::new("node").arg(&next).arg("build"))?;
    }
    let address = format!("127.0.0.1:{}", postgres::free_port()?);
    let port = address.rsplit(':').next().unwrap_or_default();
    let server = pinned(Path::new("node"))
        .arg(&next)
        .args(["start", "--hostname", "127.0.0.1", "--port", port])
        .env("NEXT_TELEMETRY_DISABLED", "1")
        .current_dir(&folder)
        .stdout(Stdio::null())
        // It wonders aloud about our lock file above it.
        .stderr(Stdio::null())
        .spawn()?;
    let server = Running(server);
    serve::wait_for(&address)?;
    Ok(Peer { name: "Next.js, dynamic", server, url: format!("http://{address}/") })
}

fn pinned(program: &Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", SERVER_CORE]).arg(program).stdin(Stdio::null());
    command
}

/// Its sources beside what is built from them, out of everybody's way; what was built before is used again.
fn copy(peers: &Path, work: &Path, name: &str) -> Result<PathBuf> {
    let (from, to) = (peers.join(name), work.join(name));
    ensure!(from.is_dir(), "there is no {name} among the peers at {} (see --peers)", peers.display());
    let is_source =
        |entry: &walkdir::DirEntry| !matches!(entry.file_name().to_str(), Some("node_modules" | ".next" | "venv"));
    for entry in WalkDir::new(&from).into_iter().filter_entry(is_source) {
        let entry = entry?;
        let place = to.join(entry.path().strip_prefix(&from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&place)?;
        } else {
            fs::copy(entry.path(), &place)?;
        }
    }
    Ok(to)
}
