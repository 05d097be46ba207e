//! Services on a SQLite file, with the echo agent that the tests have.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use domain::account::{Role, Viewer};
use domain::credits::Credits;
use domain::id::OwnerId;
use domain::limit::Plan;
use service::account::{Register, create_admin, find_owner_by_login};
use service::catalogue::AgentSource;
use service::clock::Clock;
use service::mail::Transport;
use service::{Services, SetUp, Settings, ledger};
use store::Location;

/// Every customer's; nobody else reaches a bench.
pub(crate) const PASSWORD: &str = "Passw0rd-for-benches";
/// The agent that costs nothing to work on, at one credit a run.
const ECHO: &str = include_str!("../../crates/service/tests/agents/echo/agent.toml");
const CREDITS: i64 = 10_000_000;

/// Sets up the use cases in a folder, as the server does with its defaults, with so many workers.
pub(crate) async fn open_for(folder: &Path, workers: usize) -> anyhow::Result<Services> {
    set_up(folder, vec![7; 32], None, Settings { workers, ..settings() }).await
}

/// The same with the agents of a folder.
pub(crate) async fn open_with(folder: &Path, secret: Vec<u8>, agents: Option<PathBuf>) -> anyhow::Result<Services> {
    set_up(folder, secret, agents, settings()).await
}

fn settings() -> Settings {
    Settings { is_limited: false, plan: Plan::Internal, ..Settings::default() }
}

async fn set_up(
    folder: &Path,
    secret: Vec<u8>,
    agents: Option<PathBuf>,
    settings: Settings,
) -> anyhow::Result<Services> {
    let echo = || AgentSource::Embedded(vec![("echo/agent.toml".to_owned(), Cow::Borrowed(ECHO.as_bytes()))]);
    let services = Services::set_up(SetUp {
        location: Location::Sqlite(folder.join("guildhall.db")),
        data: folder.to_owned(),
        secret,
        previous_secret: None,
        agents: vec![agents.map_or_else(echo, AgentSource::Folder)],
        mail: Transport::folder(folder.join("mail"), "Guildhall <guildhall@localhost>").expect("an address"),
        settings,
        clock: Clock::System,
    })
    .await?;
    Ok(services)
}

/// A verified customer with more credits than a bench spends.
pub(crate) async fn customer(services: &Services, name: &str) -> anyhow::Result<(OwnerId, Viewer)> {
    let form = Register {
        email: format!("{name}@example.org"),
        username: name.to_owned(),
        full_name: name.to_owned(),
        password: PASSWORD.to_owned(),
    };
    create_admin(services, form, Role::User).await?;
    let (owner, viewer) = find_owner_by_login(services, name).await?.context("the customer was not made")?;
    ledger::issue::grant(services, owner, Credits::whole(CREDITS), "For a bench").await?;
    Ok((owner, viewer))
}
