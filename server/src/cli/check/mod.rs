//! `guildhall check`: looks at the whole installation, changes nothing, and says in plain words what to mend.
//!
//! A file for each part. What stops people or loses data fails, and the exit code is 1; what an operator should know of is
//! a warning. It may run beside a server or without one.

mod agents;
mod backups;
mod clock;
mod database;
mod disk;
mod mail;
mod network;
mod secret;
mod workers;

use std::process::ExitCode;

use serde::Serialize;
use service::clock::Clock;

use super::say;
use crate::assets::AssetNames;
use crate::config::{BadConfig, Flags, Judgement};
use crate::telemetry;

/// Looks at the whole installation and tells what to mend.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// How a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// As it should be.
    Ok,
    /// Works, and should be better.
    Warning,
    /// Does not work, or loses what it should keep.
    Failure,
}

/// What was found of one part.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Finding {
    part: &'static str,
    state: State,
    found: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<String>,
}

impl Finding {
    fn ok(part: &'static str, found: impl Into<String>) -> Self {
        Self { part, state: State::Ok, found: found.into(), mend: None }
    }

    fn warning(part: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { part, state: State::Warning, found: found.into(), mend: Some(mend.into()) }
    }

    fn failure(part: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { part, state: State::Failure, found: found.into(), mend: Some(mend.into()) }
    }

    fn bad(part: &'static str, error: &BadConfig) -> Self {
        Self::failure(part, error.to_string(), "Put the setting right; `guildhall settings` tells what it is.")
    }
}

impl Check {
    pub(super) async fn run(self, flags: &Flags) -> anyhow::Result<ExitCode> {
        let findings = findings(flags).await?;
        let worst = findings.iter().map(|finding| finding.state).max().unwrap_or(State::Ok);
        if self.json {
            say::json(&serde_json::json!({ "state": worst, "findings": findings }))?;
        } else {
            findings.iter().for_each(tell);
            let count = |state| findings.iter().filter(|finding| finding.state == state).count();
            say::line(match (count(State::Failure), count(State::Warning)) {
                (0, 0) => "All is well.".to_owned(),
                (0, warnings) => format!("It works; {warnings} to look at."),
                (failures, _) => format!("{failures} to mend."),
            });
        }
        Ok(if worst == State::Failure { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn tell(finding: &Finding) {
    let mark = match finding.state {
        State::Ok => "ok  ",
        State::Warning => "WARN",
        State::Failure => "FAIL",
    };
    say::line(format_args!("{mark} {:<9} {}", finding.part, say::plain(&finding.found)));
    if let Some(mend) = &finding.mend {
        say::line(format_args!("     {:<9} → {}", "", say::plain(mend)));
    }
}

async fn findings(flags: &Flags) -> anyhow::Result<Vec<Finding>> {
    let judged = match Judgement::read(flags) {
        Ok(judged) => judged,
        Err(error) => return Ok(vec![Finding::bad("settings", &error)]),
    };
    if let Ok(place) = &judged.place {
        telemetry::log(&place.log.for_a_command())?;
    }
    let now = Clock::System.now();
    let is_production = judged
        .network
        .as_ref()
        .ok()
        .and_then(|network| network.public_url.as_ref())
        .is_some_and(super::super::http::origin::PublicUrl::is_https);
    let mut findings = vec![match (&judged.workers, &judged.limits) {
        (Ok(count), Ok(())) => Finding::ok("settings", format!("can be read; {count} runs are worked on at once")),
        (Err(error), _) | (_, Err(error)) => Finding::bad("settings", error),
    }];
    findings.push(match &judged.network {
        Ok(network) => network::look(network),
        Err(error) => Finding::bad("address", error),
    });
    match &judged.place {
        Ok(place) => {
            findings.push(secret::look(place));
            let (found, db) = database::look(&place.location).await;
            findings.extend(found);
            if let Some(db) = db {
                findings.push(workers::look(&db, &place.data, now).await);
                findings.push(clock::look(&db, now).await);
                db.close().await;
            }
            findings.extend(disk::look(place));
            findings.push(backups::look(&place.backups, now));
        }
        Err(error) => findings.push(Finding::bad("place", error)),
    }
    findings.push(match &judged.mail {
        Ok(transport) => mail::look(transport, is_production).await,
        Err(error) => Finding::bad("mail", error),
    });
    match &judged.agents {
        Ok(sources) => findings.extend(agents::look(sources)),
        Err(error) => findings.push(Finding::bad("agents", error)),
    }
    findings.push(match AssetNames::load() {
        Ok(_) => Finding::ok("pages", "the browser's part is built in"),
        Err(error) => Finding::failure("pages", error.to_string(), "Build it: `cargo xtask build`, then the program."),
    });
    Ok(findings)
}
