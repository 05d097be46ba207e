//! What the viewer's runs come to within some days.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use domain::account::{Action, Object, Viewer, authorise, authorised_owner};
use domain::analytics::{AgentRuns, Analytics, DEFAULT_DAYS, DayRuns, MAX_DAYS};
use domain::error::FieldError;
use domain::run::RunTally;
use domain::time::{Day, Zone};
use store::analytics::{self, Span, Used};
use store::{Conn, Scope, StoreError};

use super::forecast::{LEARNED, forecast};
use super::hints::{self, Found};
use crate::catalogue::Snapshot;
use crate::{Problem, Services, account, zone};

/// Agents that are told of one by one.
const AGENTS: usize = 50;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// How many days, today among them; [`DEFAULT_DAYS`] unless said.
    pub days: Option<u32>,
    /// Of one agent only, by its name in addresses.
    pub agent: Option<String>,
}

/// What is read of the database.
struct Read {
    by_day: Vec<(Day, RunTally)>,
    agents: Vec<(Used, RunTally)>,
    found: Found,
}

/// What to read.
#[derive(Clone)]
struct Plan {
    /// The days that are shown, as many before them, and those that are learned from.
    all: Span,
    /// The days that are shown.
    shown: Span,
    zone: Zone,
    sees_credits: bool,
}

/// What the viewer's runs come to within the last days, by the days of the viewer's time zone. Deleted runs do not count.
pub async fn mine(services: &Services, viewer: &Viewer, asked: &Asked) -> Result<Analytics, Problem> {
    let owner = authorised_owner(viewer, Action::SeeRuns)?;
    let snapshot = services.catalogue().load();
    let mut misfits = Vec::new();
    let days = asked.days.unwrap_or(DEFAULT_DAYS);
    if !(1..=MAX_DAYS).contains(&days) {
        misfits.push(FieldError::new(
            "days",
            "out_of_range",
            format!("A whole number from 1 to {MAX_DAYS} is needed."),
        ));
    }
    let listing = asked.agent.as_deref().map(|slug| snapshot.listing(slug));
    if listing == Some(None) {
        misfits.push(FieldError::new("agent", "unknown_agent", "No agent is listed under that name."));
    }
    if !misfits.is_empty() {
        return Err(Problem::invalid(misfits));
    }
    let time_zone = account::time_zone(services, viewer).await?;
    let (zone, until) = (zone::find(&time_zone), services.now());
    let today = zone.day_of(until);
    let days_back = i64::from(days);
    let (first, earlier) = (today.plus(1 - days_back), today.plus(1 - 2 * days_back));
    let since = zone.begin_of(first);
    let agent = listing.flatten().map(|listing| listing.card.id);
    let shown = Span { owner, agent, from: since, before: zone.begin_of(today.plus(1)) };
    let from = zone.begin_of(earlier.min(today.plus(-LEARNED)));
    let sees_credits = authorise(viewer, Action::SeeCredits, Object::Own).is_ok();
    let plan = Plan { all: Span { from, ..shown }, shown, zone, sees_credits };
    let Read { by_day, agents, found } =
        services.db().read(Scope::Owner(owner), plan, |conn, plan| Box::pin(read(conn, plan))).await?;
    let known = whole_days(by_day).ok_or_else(too_much)?;
    let sum = |days: RangeInclusive<Day>| fold(known.range(days).map(|(_, tally)| *tally)).ok_or_else(too_much);
    let total = sum(first..=today)?;
    let before = sum(earlier..=first.plus(-1))?;
    let each = (0..days_back).map(|after| {
        let day = first.plus(after);
        DayRuns { day, sums: known.get(&day).copied().unwrap_or_default().sums() }
    });
    Ok(Analytics {
        since,
        until,
        days,
        time_zone,
        agent: asked.agent.clone(),
        total: total.sums(),
        before: before.sums(),
        by_day: each.collect(),
        by_agent: named(agents, total, &snapshot).ok_or_else(too_much)?,
        forecast: forecast(&known, today),
        hints: hints::hints(found, &snapshot, until),
    })
}

async fn read(conn: &mut Conn<'_>, plan: &Plan) -> Result<Read, StoreError> {
    let Plan { all, shown, zone, sees_credits } = plan;
    let mut by_day = Vec::new();
    for stretch in zone.stretches(all.from, all.before) {
        by_day.extend(analytics::by_day(conn, *all, stretch).await?);
    }
    let limit = i64::try_from(AGENTS).unwrap_or(i64::MAX);
    let agents = analytics::by_agent(conn, *shown, limit).await?;
    let found = hints::read(conn, *shown, *sees_credits).await?;
    Ok(Read { by_day, agents, found })
}

/// Each day once: one on which clocks were changed comes in two parts.
fn whole_days(parts: Vec<(Day, RunTally)>) -> Option<BTreeMap<Day, RunTally>> {
    let mut days: BTreeMap<Day, RunTally> = BTreeMap::new();
    for (day, tally) in parts {
        let sum = days.entry(day).or_default();
        *sum = sum.plus(tally)?;
    }
    Some(days)
}

fn fold(tallies: impl IntoIterator<Item = RunTally>) -> Option<RunTally> {
    tallies.into_iter().try_fold(RunTally::default(), RunTally::plus)
}

/// The agents by name, and what the total has beyond them as the last one.
fn named(agents: Vec<(Used, RunTally)>, total: RunTally, snapshot: &Snapshot) -> Option<Vec<AgentRuns>> {
    let listed = fold(agents.iter().map(|(_, tally)| *tally))?;
    let mut named: Vec<AgentRuns> = agents
        .into_iter()
        .map(|(used, tally)| {
            let (agent_slug, agent_name) = hints::name(snapshot, used);
            AgentRuns { agent_slug, agent_name: Some(agent_name), sums: tally.sums() }
        })
        .collect();
    let rest = total.minus(listed);
    if rest.runs > 0 {
        named.push(AgentRuns { agent_slug: None, agent_name: None, sums: rest.sums() });
    }
    Some(named)
}

fn too_much() -> Problem {
    tracing::error!("the sums of runs leave their range");
    Problem::internal()
}
