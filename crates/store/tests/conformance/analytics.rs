//! Sums of runs by day and by agent, and what of them could have been saved.

use domain::credits::Credits;
use domain::id::{AgentId, OwnerId, RunId, VersionId};
use domain::time::{Micros, Stretch, Timestamp};
use store::analytics::{self, Span};
use store::{Conn, Scope, StoreError};

use crate::on_both;
use crate::world::{ADA, BOB, World};

on_both!(
    days_are_those_of_the_place_also_where_clocks_change,
    sums_are_those_of_the_owner_the_agent_and_the_span,
    what_could_have_been_saved_is_counted_by_the_key_of_the_answer,
    the_most_frequent_failure_is_told_with_how_many_there_are,
);

const FIRST: AgentId = AgentId::from_bits(1);
const SECOND: AgentId = AgentId::from_bits(2);

/// A run as it is planted; every other column is of no matter here.
#[derive(Clone, Debug)]
struct Planted {
    owner: OwnerId,
    agent: AgentId,
    at: Timestamp,
    status: &'static str,
    code: Option<&'static str>,
    charged: Option<i64>,
    took: Option<Micros>,
    cache_key: Option<&'static str>,
    cached_from: Option<RunId>,
    is_deleted: bool,
    is_erased: bool,
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a time")
}

/// One that succeeded for four credits in two seconds.
fn good(text: &str) -> Planted {
    Planted {
        owner: ADA,
        agent: FIRST,
        at: at(text),
        status: "succeeded",
        code: None,
        charged: Some(4_000_000),
        took: Some(Micros::seconds(2)),
        cache_key: None,
        cached_from: None,
        is_deleted: false,
        is_erased: false,
    }
}

/// The id of the planted run of that number.
fn id(planted: &Planted, number: usize) -> RunId {
    let millis = u128::try_from(planted.at.as_micros() / 1_000).expect("after 1970");
    RunId::from_bits((millis << 80) | number as u128)
}

async fn plant(world: &World, runs: &[Planted]) {
    for (number, planted) in runs.iter().enumerate() {
        let planting = world.db.write(Scope::System, (number, planted.clone()), |conn, (number, planted)| {
            Box::pin(insert(conn, *number, planted))
        });
        let planted: Result<(), StoreError> = planting.await;
        planted.expect("plants");
    }
}

async fn insert(conn: &mut Conn<'_>, number: usize, planted: &Planted) -> Result<(), StoreError> {
    const AGENT: &str = "INSERT INTO agents (id, slug, creator_id, status, created_at)
        VALUES ($1, $1, $2, 'listed', 0) ON CONFLICT DO NOTHING";
    const VERSION: &str = "INSERT INTO versions (id, agent_id, number, content_hash, manifest, created_at)
        VALUES ($1, $2, '1.0.0', '', '', 0) ON CONFLICT DO NOTHING";
    const QUOTE: &str =
        "INSERT INTO quotes (id, owner_id, version_id, creator_id, fee, model_ceiling, creator_percent, created_at)
        VALUES ($1, $2, $3, $2, 0, 0, 70, 0)";
    const HOLD: &str = "INSERT INTO holds (id, owner_id, quote_id, run_id, amount, status, captured, to_creator_usd,
            to_platform_usd, created_at)
        VALUES ($1, $2, $1, $1, 0, 'captured', 0, 0, 0, 0)";
    const RUN: &str = "INSERT INTO runs (id, owner_id, agent_id, version_id, hold_id, status, is_customers, input_hash, ceiling,
            timeout_seconds, active_us, lease, attempt, next_seq, chain_hash, trace_id, created_at, started_at, finished_at,
            settled_at, failure_code, charged, cache_key, cached_from, deleted_at, erased_at)
        VALUES ($1, $2, $3, $4, $1, $5, TRUE, '', 0, 30, 0, 1, 1, 1, '', '', $6, $7, $8, $8, $9, $10, $11, $12, $13, $14)";
    let run = id(planted, number).to_string();
    let (owner, agent) = (planted.owner.to_string(), planted.agent.to_string());
    let version = VersionId::from_bits(planted.agent.bits()).to_string();
    let micros = planted.at.as_micros();
    let end = planted.took.map(|took| micros + took.0);
    let (deleted, erased) = (planted.is_deleted.then_some(micros), planted.is_erased.then_some(micros));
    let origin = planted.cached_from.map(|id| id.to_string());
    macro_rules! planted {
        ($connection:expr) => {{
            let connection = &mut **$connection;
            sqlx::query(AGENT).bind(&agent).bind(&owner).execute(&mut *connection).await?;
            sqlx::query(VERSION).bind(&version).bind(&agent).execute(&mut *connection).await?;
            sqlx::query(QUOTE).bind(&run).bind(&owner).bind(&version).execute(&mut *connection).await?;
            sqlx::query(HOLD).bind(&run).bind(&owner).execute(&mut *connection).await?;
            sqlx::query(RUN)
                .bind(&run)
                .bind(&owner)
                .bind(&agent)
                .bind(&version)
                .bind(planted.status)
                .bind(micros)
                .bind(planted.took.map(|_| micros))
                .bind(end)
                .bind(planted.code)
                .bind(planted.charged)
                .bind(planted.cache_key)
                .bind(&origin)
                .bind(deleted)
                .bind(erased)
                .execute(&mut *connection)
                .await?;
        }};
    }
    match conn {
        Conn::Sqlite(connection) => planted!(connection),
        Conn::Postgres(connection) => planted!(connection),
    }
    Ok(())
}

fn span(from: &str, before: &str) -> Span {
    Span { owner: ADA, agent: None, from: at(from), before: at(before) }
}

/// Asks the store as the owner of the span would.
macro_rules! asked {
    ($world:expr, $span:expr, $function:ident $(, $more:expr)*) => {{
        let reading = $world.db.read(Scope::Owner($span.owner), $span, move |conn, span| {
            Box::pin(analytics::$function(conn, *span $(, $more)*))
        });
        let read: Result<_, StoreError> = reading.await;
        read.expect("reads")
    }};
}

async fn days_are_those_of_the_place_also_where_clocks_change(world: &World) {
    // Central Europe: at 01:00 UTC on 25 October 2026 the clocks went from +2 to +1.
    let times = ["2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"];
    let later = ["2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z", "2026-10-28T12:00:00Z"];
    let runs: Vec<Planted> = times.into_iter().chain(later).map(good).collect();
    plant(world, &runs).await;
    let (from, change, before) = (at("2026-10-23T22:00:00Z"), at("2026-10-25T01:00:00Z"), at("2026-10-28T23:00:00Z"));
    let summer = Stretch { from, before: change, offset: Micros::hours(2) };
    let winter = Stretch { from: change, before, offset: Micros::hours(1) };
    let whole = Span { owner: ADA, agent: None, from, before };
    let mut told = Vec::new();
    for stretch in [summer, winter] {
        let days = asked!(world, whole, by_day, stretch);
        told.extend(days.into_iter().map(|(day, tally)| (day.to_string(), tally.runs)));
    }
    let expected = [("2026-10-24", 1), ("2026-10-25", 2), ("2026-10-25", 2), ("2026-10-26", 1), ("2026-10-28", 1)];
    assert_eq!(told, expected.map(|(day, runs)| (day.to_owned(), runs)));
}

async fn sums_are_those_of_the_owner_the_agent_and_the_span(world: &World) {
    let other = Planted { agent: SECOND, ..good("2026-11-10T10:00:00Z") };
    let failed = Planted { status: "failed", code: Some("told_to"), charged: Some(0), ..other.clone() };
    let queued = Planted { status: "queued", charged: None, took: None, ..other.clone() };
    let origin = id(&good("2026-11-10T09:00:00Z"), 0);
    let cached = Planted { cached_from: Some(origin), charged: Some(0), took: Some(Micros(0)), ..other.clone() };
    plant(
        world,
        &[
            good("2026-11-10T09:00:00Z"),
            Planted { is_erased: true, took: Some(Micros::seconds(4)), ..other.clone() },
            failed,
            queued,
            cached,
            Planted { is_deleted: true, ..other.clone() },
            Planted { owner: BOB, ..other },
            good("2026-11-09T23:59:59Z"),
            good("2026-11-11T00:00:00Z"),
        ],
    )
    .await;
    let day = span("2026-11-10T00:00:00Z", "2026-11-11T00:00:00Z");
    let agents = asked!(world, day, by_agent, 10);
    let told: Vec<(AgentId, u64)> = agents.iter().map(|(used, tally)| (used.agent, tally.runs)).collect();
    assert_eq!(told, [(SECOND, 4), (FIRST, 1)]);
    assert_eq!(agents[0].0.version, VersionId::from_bits(2));
    let sums = agents[0].1;
    assert_eq!((sums.finished, sums.succeeded, sums.cached, sums.charged), (3, 2, 1, Credits::whole(4)));
    assert_eq!((sums.timed, sums.time_us), (2, Micros::seconds(6).0), "the cached one was not worked");
    assert_eq!(asked!(world, day, by_agent, 1).len(), 1);
    let of_first = Span { agent: Some(FIRST), ..day };
    assert_eq!(asked!(world, of_first, by_agent, 10).len(), 1);
    assert_eq!(asked!(world, day, served), (1, Credits::whole(4)));
    let bobs = Span { owner: BOB, ..day };
    assert_eq!(asked!(world, bobs, by_agent, 10).iter().map(|(_, tally)| tally.runs).sum::<u64>(), 1);
    assert_eq!(asked!(world, bobs, served), (0, Credits::ZERO));
}

async fn what_could_have_been_saved_is_counted_by_the_key_of_the_answer(world: &World) {
    let of = |text: &str, key| Planted { cache_key: key, ..good(text) };
    plant(
        world,
        &[
            of("2026-10-01T10:00:00Z", Some("a")),
            // Two that repeat it, however much later; the second is of the span, as is a third that began before it ended.
            of("2026-10-20T10:00:00Z", Some("a")),
            of("2026-11-10T10:00:00Z", Some("a")),
            of("2026-11-10T11:00:00Z", Some("b")),
            of("2026-11-10T11:00:01Z", Some("b")),
            // Without a key, with one of a run that gave nothing, and one that cost nothing.
            of("2026-11-10T12:00:00Z", None),
            of("2026-11-10T12:00:10Z", None),
            Planted { status: "failed", charged: Some(0), ..of("2026-11-10T13:00:00Z", Some("c")) },
            of("2026-11-10T14:00:00Z", Some("c")),
            Planted { is_deleted: true, ..of("2026-11-10T15:00:00Z", Some("d")) },
            of("2026-11-10T16:00:00Z", Some("d")),
            Planted { owner: BOB, ..of("2026-11-10T08:00:00Z", Some("e")) },
            of("2026-11-10T17:00:00Z", Some("e")),
        ],
    )
    .await;
    let day = span("2026-11-10T00:00:00Z", "2026-11-11T00:00:00Z");
    assert_eq!(asked!(world, day, repeated), (1, Credits::whole(4)));
    let all = span("2026-09-01T00:00:00Z", "2026-12-01T00:00:00Z");
    assert_eq!(asked!(world, all, repeated), (2, Credits::whole(8)));
    assert_eq!(asked!(world, Span { agent: Some(SECOND), ..all }, repeated), (0, Credits::ZERO));
}

async fn the_most_frequent_failure_is_told_with_how_many_there_are(world: &World) {
    let failed = |code, agent| Planted { status: "failed", code, agent, ..good("2026-11-10T10:00:00Z") };
    let day = span("2026-11-10T00:00:00Z", "2026-11-11T00:00:00Z");
    assert_eq!(asked!(world, day, failures), None);
    plant(
        world,
        &[
            failed(Some("empty"), FIRST),
            failed(Some("empty"), SECOND),
            failed(Some("empty"), SECOND),
            failed(None, SECOND),
            good("2026-11-10T10:00:00Z"),
        ],
    )
    .await;
    let told = asked!(world, day, failures).expect("some failed");
    assert_eq!((told.used.agent, told.code.as_str(), told.runs, told.in_all), (SECOND, "empty", 2, 4));
}
