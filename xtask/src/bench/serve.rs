//! `cargo xtask bench serve`: CPU per request of the listing and the marketplace page.
//!
//! The servers have one core, the load the other. After a warm-up each is measured in turn, round by round, so that what
//! else the machine does falls on all of them; the medians are told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Result;

use super::binaries::{Binaries, Running};
use super::cpu::Cpu;
use super::peers::{self, Peer};
use super::{catalogue, wrk};
use crate::serve::Server;
use crate::{postgres, root, say, serve};

pub(super) const SERVER_CORE: &str = "0";
const LOAD_CORE: &str = "1";
const LISTING: &str = "/api/v1/agents?per_page=20";
const PAGE: &str = "/agents";

/// Options of `cargo xtask bench serve`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder of the peers.
    #[arg(long, default_value = "../shared/peers")]
    peers: PathBuf,
    /// Rounds after the warm-up.
    #[arg(long, default_value_t = 6)]
    rounds: usize,
    /// Seconds for each measurement.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
}

/// Something that answers, and what was measured of it.
struct Target {
    name: String,
    process: u32,
    url: String,
    bytes: usize,
    cpu_us: Vec<f64>,
    per_second: Vec<f64>,
}

/// Measures the listing beside hyper and a stack in Python, then the page beside hyper and one in JavaScript.
pub(crate) fn run(args: &Args, root: &Path, binaries: &Binaries) -> Result<()> {
    let work = root::target(root).join("bench-peers");
    fs::create_dir_all(&work)?;
    let agents = tempfile::tempdir()?;
    catalogue::write(root, agents.path())?;
    let server =
        Server::start_with(Command::new("taskset").args(["-c", SERVER_CORE]).arg(&binaries.guildhall), |serve| {
            serve.arg("--log=warn").env("GUILDHALL_AGENTS", agents.path())
        })?;
    let peers = root.join(&args.peers);
    measure(args, binaries, &server, LISTING, || peers::fastapi(&peers, &work))?;
    measure(args, binaries, &server, PAGE, || peers::next(&peers, &work))
}

fn measure(
    args: &Args,
    binaries: &Binaries,
    server: &Server,
    path: &str,
    peer: impl Fn() -> Option<Peer>,
) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let answer = serve::whole_answer(server.port(), path)?;
    let (hyper, hyper_url) = hyper(binaries, folder.path(), &answer)?;
    let peer = peer();
    let url = |port: u16| format!("http://127.0.0.1:{port}{path}");
    let mut targets = vec![
        Target::new("Guildhall", server.id(), url(server.port()))?,
        Target::new("hyper alone, the same bytes", hyper.id(), hyper_url)?,
    ];
    if let Some(peer) = &peer {
        targets.push(Target::new(peer.name, peer.server.id(), peer.url.clone())?);
    }
    let (cpu, time) = (Cpu::new()?, Duration::from_secs(args.seconds));
    for round in 0..=args.rounds {
        for target in &mut targets {
            let before = cpu.seconds(target.process)?;
            let (count, rate) = wrk::load(LOAD_CORE, &target.url, time)?;
            if round > 0 {
                target.cpu_us.push((cpu.seconds(target.process)? - before) * 1e6 / count);
                target.per_second.push(rate);
            }
        }
    }
    tell(path, &mut targets);
    Ok(())
}

fn hyper(binaries: &Binaries, folder: &Path, answer: &[u8]) -> Result<(Running, String)> {
    let file = folder.join("answer");
    fs::write(&file, answer)?;
    let address = format!("127.0.0.1:{}", postgres::free_port()?);
    let mut command = Command::new("taskset");
    command
        .args(["-c", SERVER_CORE])
        .arg(&binaries.bench)
        .args(["hyper", "--address", &address, "--answer"])
        .arg(&file);
    let hyper = Running::start(command.stdin(Stdio::null()))?;
    serve::wait_for(&address)?;
    Ok((hyper, format!("http://{address}/")))
}

impl Target {
    fn new(name: &str, process: u32, url: String) -> Result<Self> {
        let (address, path) = url.trim_start_matches("http://").split_once('/').unwrap_or_default();
        let port = address.rsplit(':').next().unwrap_or_default().parse()?;
        let bytes = serve::whole_answer(port, &format!("/{path}"))?.len();
        Ok(Self { name: name.to_owned(), process, url, bytes, cpu_us: Vec::new(), per_second: Vec::new() })
    }
}

fn tell(path: &str, targets: &mut [Target]) {
    say::result(format_args!("GET {path}"));
    say::result("CPU µs/request  requests/s   bytes  × Guildhall's CPU");
    let ours = targets.first_mut().map_or(f64::NAN, |target| median(&mut target.cpu_us));
    for target in targets {
        let cpu = median(&mut target.cpu_us);
        let (rate, bytes, name) = (median(&mut target.per_second), target.bytes, &target.name);
        say::result(format_args!("{cpu:>14.1} {rate:>11.0} {bytes:>7} {:>18.3}  {name}", cpu / ours));
    }
}

/// The middle one; of an even number the upper of the two.
fn median(found: &mut [f64]) -> f64 {
    found.sort_by(f64::total_cmp);
    found.get(found.len() / 2).copied().unwrap_or(f64::NAN)
}
