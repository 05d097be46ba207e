//! Settings: facts of a start, each from a flag, else the environment, else the file, else a default.
//!
//! | name | default | what |
//! |---|---|---|
//! | `GUILDHALL_CONFIG` | `guildhall.toml`, if there | the file: the names below, in lower case, without `GUILDHALL_` |
//! | `GUILDHALL_ADDR` | `127.0.0.1:3000` | where to listen |
//! | `GUILDHALL_PUBLIC_URL` | | where people reach it; `https://…` means production; needed beyond this machine |
//! | `GUILDHALL_TRUSTED_PROXIES` | | addresses or networks whose `X-Forwarded-For` is believed, with commas |
//! | `GUILDHALL_CORS_ORIGINS` | | origins whose pages may call `/api` and `/v1` (`https://tools.example`), with commas |
//! | `GUILDHALL_DATA` | `data` | the folder for the database, files, letters, the secret |
//! | `DATABASE_URL` | SQLite in the data folder | `postgres://…`; also as `DATABASE_URL_FILE` |
//! | `GUILDHALL_SECRET` | made once in the data folder | 32 bytes or more; needed with PostgreSQL; also as `GUILDHALL_SECRET_FILE` |
//! | `GUILDHALL_AGENTS` | | a folder of agents beside those that come with it |
//! | `GUILDHALL_SMTP_URL` | letters as files in the data folder | `smtps://user:password@host`; also as `GUILDHALL_SMTP_URL_FILE` |
//! | `GUILDHALL_MAIL_FROM` | `Guildhall <no-reply@localhost>` | the sender of letters |
//! | `GUILDHALL_WORKERS` | 4 | runs worked on at once |
//! | `GUILDHALL_PLAN` | `free` | what everybody is on: `free`, `basic`, `pro`, `enterprise`; `internal` counts nothing, for tests |
//! | `GUILDHALL_TRIAL_PER_DAY` | 1000 | runs without an account in a day, of everybody together; 0 ends them |
//! | `GUILDHALL_TRIAL_RANGES` | | a file of known VPN, proxy and hosting networks, which share 10 such runs a day |
//! | `GUILDHALL_LOG` | `info` | what is logged, as `tracing` filters are written |
//! | `GUILDHALL_LOG_FORMAT` | `auto` | `json`, `pretty`, or `auto`: pretty on a terminal |

mod agents;
mod database;
pub mod log;
mod mail;
pub mod network;
mod raw;
mod secret;
mod trial;

use std::path::PathBuf;

use domain::limit::Plan;
use service::clock::Clock;
use service::{SetUp, Settings};

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
        let data = raw.data.clone().unwrap_or_else(|| PathBuf::from("data"));
        let location = database::judge(raw, &data)?;
        let secret = secret::judge(raw, &data, &location)?;
        let settings = Settings {
            public_url: network.reached_at(),
            workers: workers(raw.workers)?,
            trial: trial::judge(raw)?,
            plan: plan(raw.plan.as_deref())?,
            ..Settings::default()
        };
        let (agents, mail) = (agents::judge(raw)?, mail::judge(raw, &data)?);
        Ok(Self {
            network,
            log,
            set_up: SetUp { location, data, secret, agents, mail, settings, clock: Clock::System },
        })
    }

    /// What the use cases are set up with.
    pub fn into_set_up(self) -> SetUp {
        self.set_up
    }
}

fn workers(asked: Option<usize>) -> Result<usize, BadConfig> {
    match asked {
        None => Ok(Settings::default().workers),
        Some(count @ 1..=256) => Ok(count),
        Some(_) => Err(BadConfig::of("GUILDHALL_WORKERS", "1 to 256")),
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
