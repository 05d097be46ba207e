//! Working on one run that was claimed.

use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use domain::catalogue::{Manifest, Program};
use domain::id::{OwnerId, VersionId};
use domain::input::{FileRef, Kind, Values};
use domain::run::Status;
use domain::time::Micros;
use engine::{Cancel, Emission, Input, InputFile, Journal, Memory, Native, Recorded, Stop};
use moka::sync::Cache;
use serde_json::Value;
use store::queue::{self, Claimed};
use store::steps::JournalStep;
use store::{Scope, agents, steps};
use tokio::sync::watch;

use super::branch;
use super::error::Error;
use super::record::{Batch, Place, record};
use super::settle::{Verdict, settle_worked};
use super::workers::left;
use crate::Services;

/// A lease holds for so long and is renewed three times in it.
pub(super) const LEASE: Micros = Micros::seconds(30);
const RENEW: Duration = Duration::from_secs(10);
/// A run that was asked to stop is looked at this often.
const LISTEN: Duration = Duration::from_millis(500);
/// What finishes a step is stored after so long, where nothing came after it: before anybody who watches notices.
const KEEP: Duration = Duration::from_millis(5);
/// A program that was asked to stop has so long before it is left alone.
const STOP_GRACE: Duration = Duration::from_secs(30);
/// Workers that may lose a run before it fails.
const ATTEMPTS: u32 = 3;

/// What a version is, as workers need it.
pub(super) struct Executable {
    manifest: Manifest,
    program: &'static Native,
    output: jsonschema::Validator,
}

/// A version never changes, so it is read once.
static EXECUTABLES: LazyLock<Cache<VersionId, Arc<Executable>>> = LazyLock::new(|| Cache::new(500));

/// Whether the program is to begin: a run that is interrupted again and again, or that was asked to stop, only ends.
pub(super) fn is_to_be_worked(claimed: &Claimed) -> bool {
    claimed.attempt <= ATTEMPTS && claimed.status == Status::Running
}

/// Works on a claimed run to its end, or until `leave` says to hand it on.
pub(super) async fn work(services: &Services, claimed: Claimed, leave: watch::Receiver<bool>) -> Result<(), Error> {
    let place = Place { run: claimed.id, owner: claimed.owner_id, lease: claimed.lease };
    let Some(executable) = executable(services, claimed.version_id).await? else {
        let message = "This version's program is not part of this Guildhall any more. Nothing was charged.";
        return end(services, place, Verdict::Failed("program_gone".to_owned(), message.to_owned()), None, "").await;
    };
    let name = executable.manifest.name.clone();
    if claimed.attempt > ATTEMPTS {
        let message = "The run was interrupted three times. Nothing was charged; try it again.";
        return end(services, place, Verdict::Failed("interrupted".to_owned(), message.to_owned()), None, &name).await;
    }
    if claimed.status == Status::Cancelling {
        return end(services, place, Verdict::Cancelled, None, &name).await;
    }
    let Some(input) = input(services, &executable.manifest, &claimed).await? else {
        let message = "The input of this run cannot be read any more. Nothing was charged.";
        return end(services, place, Verdict::Failed("input_gone".to_owned(), message.to_owned()), None, &name).await;
    };
    let memory =
        Memory { journal: journal(services, &claimed).await?, inherited: branch::inherited(services, &claimed).await? };
    let limit = Duration::from_secs(u64::from(claimed.timeout_seconds));
    let worked_before = Duration::from_micros(claimed.active_us.unsigned_abs());
    let session = Session { services, place, deadline: Instant::now() + limit.saturating_sub(worked_before) };
    let (ended, last) = session.run(executable.program, input, memory, leave).await?;
    let verdict = match ended {
        End::Result(output) => judge(&executable, output),
        End::Failed(code, message) => Verdict::Failed(code, message),
        End::Cancelled => Verdict::Cancelled,
        End::TimedOut => Verdict::TimedOut(claimed.timeout_seconds),
        End::Lost => return Ok(()),
        End::HandOn { active_us } => {
            if let Some(last) = last {
                record(services, last).await?;
            }
            let input = (place.run, place.lease, active_us);
            services
                .db()
                .write(Scope::System, input, |conn, (run, lease, active)| {
                    Box::pin(queue::hand_on(conn, *run, *lease, *active))
                })
                .await
                .map_err(Error::Store)?;
            // For workers of other copies: those here are leaving.
            services.call_workers();
            return Ok(());
        }
    };
    end(services, place, verdict, last, &name).await
}

async fn end(
    services: &Services,
    place: Place,
    verdict: Verdict,
    last: Option<Batch>,
    memo: &str,
) -> Result<(), Error> {
    if !settle_worked(services, place, verdict, last, memo).await? {
        tracing::info!(run = %place.run, "a run ended elsewhere");
    }
    Ok(())
}

/// The result, if it fits what its version promises; a failure else.
fn judge(executable: &Executable, output: Value) -> Verdict {
    match executable.output.validate(&output) {
        Ok(()) => Verdict::Succeeded(output),
        Err(error) => {
            // Not the error's own words: they quote the output, which is the customer's.
            let rule = error.schema_path().to_string();
            tracing::warn!(rule, agent = executable.manifest.slug, "an output does not fit its schema");
            let message = "The agent's result does not have the form that its version promises. Nothing was charged.";
            Verdict::Failed("invalid_output".to_owned(), message.to_owned())
        }
    }
}

enum End {
    Result(Value),
    Failed(String, String),
    Cancelled,
    TimedOut,
    Lost,
    /// With the active time that is not noted yet.
    HandOn {
        active_us: i64,
    },
}

/// A program at work under a lease.
struct Session<'s> {
    services: &'s Services,
    place: Place,
    deadline: Instant,
}

/// The end of a step that waits for what comes after it, to be stored with that: a moment at most.
struct Kept {
    batch: Batch,
    until: Instant,
}

impl Session<'_> {
    /// How it ended, and what of it is still to be stored.
    async fn run(
        self,
        program: &'static Native,
        input: Input,
        memory: Memory,
        mut leave: watch::Receiver<bool>,
    ) -> Result<(End, Option<Batch>), Error> {
        let cancel = Cancel::default();
        let mut running = engine::execute(program, input, memory, cancel.clone());
        let mut renew = tokio::time::interval_at(tokio::time::Instant::now() + LISTEN, LISTEN);
        let mut renewed = Instant::now();
        // Why the program was asked to stop, if it was, and until when it may take.
        let mut stopping: Option<(End, Instant)> = None;
        let mut kept: Option<Kept> = None;
        loop {
            let until = stopping.as_ref().map_or(self.deadline, |(_, grace)| *grace);
            let kept_until = kept.as_ref().map_or(until, |kept| kept.until);
            tokio::select! {
                emission = running.emissions.recv() => match emission {
                    Some(emission) => if !self.take(&mut kept, emission).await? {
                        cancel.cancel();
                        return Ok((End::Lost, None));
                    },
                    None => break,
                },
                () = tokio::time::sleep_until(kept_until.into()), if kept.is_some() => {
                    if let Some(kept) = kept.take() && !record(self.services, kept.batch).await? {
                        cancel.cancel();
                        return Ok((End::Lost, None));
                    }
                },
                () = tokio::time::sleep_until(until.into()) => {
                    cancel.cancel();
                    match stopping {
                        // It does not listen: it is left alone, and what it still does is written nowhere.
                        Some((end, _)) => return Ok((end, kept.map(|kept| kept.batch))),
                        None => stopping = Some((End::TimedOut, Instant::now() + STOP_GRACE)),
                    }
                },
                _ = renew.tick() => {
                    if let Some(end) = self.look(&mut renewed).await? {
                        cancel.cancel();
                        if matches!(end, End::Lost) {
                            return Ok((end, None));
                        }
                        stopping.get_or_insert((end, Instant::now() + STOP_GRACE));
                    }
                },
                () = left(&mut leave), if stopping.is_none() => {
                    cancel.cancel();
                    stopping = Some((End::HandOn { active_us: 0 }, Instant::now() + STOP_GRACE));
                },
            }
        }
        let outcome = running.outcome().await;
        let end = match (outcome, stopping) {
            (Ok(output), _) => End::Result(output),
            (Err(Stop::Failed(failure)), _) => End::Failed(failure.code, failure.message),
            (Err(Stop::Cancelled), Some((End::HandOn { .. }, _))) => End::HandOn { active_us: micros(renewed) },
            (Err(Stop::Cancelled), Some((end, _))) => end,
            (Err(Stop::Cancelled), None) => {
                End::Failed("internal".to_owned(), "The agent stopped by itself. Nothing was charged.".to_owned())
            }
            (Err(Stop::Lost), _) => End::Lost,
        };
        Ok((end, kept.map(|kept| kept.batch)))
    }

    /// Stores an emission, with what was kept before it, and lets the program go on. `false` where the run is lost.
    ///
    /// What finishes a step is kept: the program goes on at once, and mostly begins another step or ends, which is one write
    /// then. What begins a step is stored first, and all that was kept with it: the boundary before the side effect.
    async fn take(&self, kept: &mut Option<Kept>, emission: Emission) -> Result<bool, Error> {
        let finishes_step = emission.journal.is_some();
        let (mut batch, go_on) = Batch::of(self.services, self.place, emission).await?;
        let mut until = Instant::now() + KEEP;
        if let Some(before) = kept.take() {
            (batch, until) = (before.batch.and(batch), before.until);
        }
        if finishes_step {
            *kept = Some(Kept { batch, until });
        } else if !record(self.services, batch).await? {
            return Ok(false);
        }
        // A program that is gone hears nothing.
        let _ = go_on.send(());
        Ok(true)
    }

    /// Renews the lease when it is time, and tells whether the run was asked to stop or is gone.
    async fn look(&self, renewed: &mut Instant) -> Result<Option<End>, Error> {
        let services = self.services;
        let status = if renewed.elapsed() >= RENEW {
            let input = (self.place.run, self.place.lease, services.now().plus(LEASE), micros(*renewed));
            *renewed = Instant::now();
            services
                .db()
                .write(Scope::System, input, |conn, (run, lease, until, active_us)| {
                    Box::pin(queue::renew(conn, *run, *lease, *until, *active_us))
                })
                .await
        } else {
            let input = (self.place.run, self.place.lease);
            services
                .db()
                .read(Scope::System, input, |conn, (run, lease)| Box::pin(queue::state(conn, *run, *lease)))
                .await
        };
        Ok(match status.map_err(Error::Store)? {
            Some(Status::Cancelling) => Some(End::Cancelled),
            Some(_) => None,
            None => Some(End::Lost),
        })
    }
}

fn micros(since: Instant) -> i64 {
    i64::try_from(since.elapsed().as_micros()).unwrap_or(i64::MAX)
}

async fn executable(services: &Services, version: VersionId) -> Result<Option<Arc<Executable>>, Error> {
    if let Some(known) = EXECUTABLES.get(&version) {
        return Ok(Some(known));
    }
    let stored = services
        .db()
        .read(Scope::System, version, |conn, version| Box::pin(agents::find_version(conn, *version)))
        .await
        .map_err(Error::Store)?;
    let Some(stored) = stored else { return Ok(None) };
    let Ok(manifest) = serde_json::from_str::<Manifest>(&stored.manifest) else { return Ok(None) };
    let Program::Native { name } = &manifest.program;
    let Some(program) = Native::find(name) else { return Ok(None) };
    // Another revision would give other outputs under the old name.
    let is_same = crate::catalogue::Package::new(manifest.clone(), std::collections::BTreeMap::new())
        .is_some_and(|package| package.content_hash == stored.content_hash);
    let schema = serde_json::from_str(&manifest.version.output_schema)
        .map_err(|_| Error::Internal("an output schema is no JSON"))?;
    let output = jsonschema::validator_for(&schema).map_err(|_| Error::Internal("an output schema cannot be used"))?;
    if !is_same {
        return Ok(None);
    }
    let executable = Arc::new(Executable { manifest, program, output });
    EXECUTABLES.insert(version, Arc::clone(&executable));
    Ok(Some(executable))
}

/// The input with its files; `None` where something of it is gone.
async fn input(services: &Services, manifest: &Manifest, claimed: &Claimed) -> Result<Option<Input>, Error> {
    let Some(values) = claimed.input.as_ref().and_then(|text| serde_json::from_str::<Values>(text).ok()) else {
        return Ok(None);
    };
    let mut input = Input { values, files: std::collections::BTreeMap::new() };
    for field in &manifest.input.fields {
        let is_file = matches!(field.kind, Kind::File { .. });
        let Some(value) = input.values.get(&field.name).filter(|_| is_file) else { continue };
        let Ok(reference) = serde_json::from_value::<FileRef>(value.clone()) else { return Ok(None) };
        let Some(bytes) = services.blobs().get(claimed.owner_id, &reference.sha256).await? else { return Ok(None) };
        input.files.insert(field.name.clone(), InputFile { filename: reference.filename, bytes: bytes.into() });
    }
    Ok(Some(input))
}

async fn journal(services: &Services, claimed: &Claimed) -> Result<Journal, Error> {
    if claimed.lease == 1 {
        // Nobody had it before, so there is nothing to remember.
        return Ok(Journal::new());
    }
    let owner: OwnerId = claimed.owner_id;
    let stored = services
        .db()
        .read(Scope::Owner(owner), claimed.id, |conn, run| Box::pin(steps::list(conn, *run)))
        .await
        .map_err(Error::Store)?;
    let mut journal = Journal::with_capacity(stored.len());
    for step in stored {
        let (key, inputs_hash) = (step.key.clone(), step.inputs_hash.clone());
        let output = output_of(services, owner, step).await?;
        journal.insert(key, Recorded { inputs_hash, output });
    }
    Ok(journal)
}

/// What a finished step gave, as JSON.
pub(super) async fn output_of(services: &Services, owner: OwnerId, step: JournalStep) -> Result<String, Error> {
    match (step.output, step.output_sha256) {
        (Some(output), _) => Ok(output),
        (None, Some(sha256)) => {
            let bytes = services.blobs().get(owner, &sha256).await?;
            bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(Error::Internal("a step's blob is gone"))
        }
        (None, None) => Err(Error::Internal("a step has no output")),
    }
}
