//! The settings judged one by one, for whoever wants to hear everything that is wrong with them and not only the first.

use service::catalogue::AgentSource;
use service::mail::Transport;

use super::network::Network;
use super::{BadConfig, Flags, Place, Raw, agents, mail, place, plan, trial, worker};

/// What became of each group of settings.
pub struct Judgement {
    /// How the world reaches it.
    pub network: Result<Network, BadConfig>,
    /// Where it has its things, and the secret.
    pub place: Result<Place, BadConfig>,
    /// Where the agents are.
    pub agents: Result<Vec<AgentSource>, BadConfig>,
    /// How letters leave.
    pub mail: Result<Transport, BadConfig>,
    /// How runs without an account are limited, and what everybody is on.
    pub limits: Result<(), BadConfig>,
    /// Runs worked on at once; an error is also of where a process that only works tells how it is.
    pub workers: Result<usize, BadConfig>,
}

impl Judgement {
    /// Reads and judges the settings; makes nothing. An error is of the sources themselves.
    pub fn read(flags: &Flags) -> Result<Self, BadConfig> {
        let raw = Raw::read(flags, std::env::vars())?;
        Ok(Self {
            network: Network::judge(&raw),
            place: Place::judge(&raw),
            agents: agents::judge(&raw),
            mail: mail::judge(&raw, &place::data(&raw)),
            limits: trial::judge(&raw).and_then(|_| plan(raw.plan.as_deref())).map(drop),
            workers: worker::addr(&raw).and_then(|_| worker::count(&raw)),
        })
    }
}
