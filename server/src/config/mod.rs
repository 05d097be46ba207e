//! Settings: facts of a start, each from a flag, else the environment, else the file, else a default.
//!
//! [`names`] lists them.

mod agents;
mod database;
mod judgement;
pub mod log;
mod mail;
pub mod names;
pub mod network;
mod place;
mod raw;
mod secret;
mod trial;
mod worker;

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::limit::Plan;
use service::clock::Clock;
use service::{SetUp, Settings};

pub use self::agents::own_agents;
pub use self::judgement::Judgement;
pub use self::place::Place;
pub use self::raw::{Flags, Raw};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadConfig {
    /// A source cannot be read.
    #[error("the settings cannot be read: {0}")]
    Unreadable(#[from] config::ConfigError),
    /// A setting is not what it must be.
    #[error("{name}: {reason}")]
    Setting {
        /// As it is named in the environment.
        name: &'static str,
        /// What is wrong with it, and what to do.
        reason: String,
    },
}

impl BadConfig {
    fn of(name: &'static str, reason: impl Into<String>) -> Self {
        Self::Setting { name, reason: reason.into() }
    }
}

/// The settings, judged.
pub struct Config {
    /// How the world reaches it.
    pub network: network::Network,
    /// What is logged.
    pub log: log::Log,
    /// The folder for backups.
    pub backups: PathBuf,
    /// Where a process that only works tells how it is.
    pub worker_addr: Option<SocketAddr>,
    set_up: SetUp,
}

impl Config {
    /// Reads and judges the settings. With SQLite, makes the secret if there is none.
    pub fn read(flags: &Flags) -> Result<Self, BadConfig> {
        Self::judge(&Raw::read(flags, std::env::vars())?)
    }

    fn judge(raw: &Raw) -> Result<Self, BadConfig> {
        let network = network::Network::judge(raw)?;
        let log = log::Log::judge(raw)?;
        let worker_addr = worker::addr(raw)?;
        let data = place::data(raw);
        let location = database::judge(raw, &data)?;
        let secret = secret::judge(raw, &data, &location)?;
        let previous_secret = secret::judge_previous(raw, &secret)?;
        let settings = Settings {
            public_url: network.reached_at(),
            workers: worker::count(raw)?,
            trial: trial::judge(raw)?,
            plan: plan(raw.plan.as_deref())?,
            ..Settings::default()
        };
        let (agents, mail) = (agents::judge(raw)?, mail::judge(raw, &data)?);
        Ok(Self {
            network,
            log,
            backups: place::backups(raw),
            worker_addr,
            set_up: SetUp { location, data, secret, previous_secret, agents, mail, settings, clock: Clock::System },
        })
    }

    /// What the use cases are set up with.
    pub fn into_set_up(self) -> SetUp {
        self.set_up
    }
}

fn plan(asked: Option<&str>) -> Result<Plan, BadConfig> {
    let Some(text) = asked else { return Ok(Plan::default()) };
    let reason = || format!("{text:?} is none of free, basic, pro, enterprise, internal");
    Plan::parse(text).ok_or_else(|| BadConfig::of("GUILDHALL_PLAN", reason()))
}

/// What stands in a setting, or in the file that another setting names: secrets come in files.
fn text_or_file(
    text: Option<&String>,
    file: Option<&PathBuf>,
    (name, file_name): (&'static str, &'static str),
) -> Result<Option<String>, BadConfig> {
    match (text, file) {
        (Some(_), Some(_)) => Err(BadConfig::of(name, format!("is set, and so is {file_name}; only one can be"))),
        (Some(text), None) => Ok(Some(text.trim().to_owned())),
        (None, Some(path)) => match std::fs::read_to_string(path) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(error) => Err(BadConfig::of(file_name, format!("{} cannot be read: {error}", path.display()))),
        },
        (None, None) => Ok(None),
    }
}
