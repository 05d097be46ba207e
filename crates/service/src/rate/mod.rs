//! How often somebody may ask (A8, decision 37).
//!
//! Requests of programs are counted by the customer, over all its keys and tokens, and beside that by the key where it has
//! a limit of its own; whoever is nobody known is counted by address. Pages, and what islands on them ask for with the
//! browser's cookie, have a limit far above what people do, against abuse.
//!
//! Beside SQLite one process serves, and counts in its memory. With PostgreSQL the counts of programs are rows that all
//! copies share, locked for the moment of counting; what a copy last saw of a full window it keeps, so that a flood of
//! refusals asks the database nothing. Pages are counted by each copy for itself. The arithmetic is [`domain::limit`].

mod counts;

use std::net::IpAddr;

use domain::account::{Means, Viewer};
use domain::error::Kind;
use domain::id::{ApiKeyId, OwnerId};
use domain::limit::{Full, LENGTH, Plan, Standing, Window};
use domain::time::Timestamp;
use store::{Dialect, Scope, StoreError, rate_windows};

pub(crate) use counts::Counts;

use crate::limit::Network;
use crate::{Problem, Services};

/// Pages, and parts of them, that one person or address is given a minute.
pub const PAGES_PER_MINUTE: u32 = 1_200;
/// Given to all those together for whom there was no place in memory; see [`counts`].
const OTHERS_PER_MINUTE: u32 = 10_000;

/// What a request counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A program's.
    Program,
    /// A page, or what belongs to one.
    Page,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Owner(OwnerId),
    Key(ApiKeyId),
    Address(Network),
    PagesOfOwner(OwnerId),
    PagesOfAddress(Network),
    Others,
}

impl Subject {
    /// The name of its row.
    fn name(self) -> String {
        match self {
            Self::Owner(owner) => owner.to_string(),
            Self::Key(key) => key.to_string(),
            Self::Address(network) => format!("address {network}"),
            Self::PagesOfOwner(owner) => format!("pages {owner}"),
            Self::PagesOfAddress(network) => format!("pages {network}"),
            Self::Others => "others".to_owned(),
        }
    }
}

/// Asked too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooOften {
    /// How the limit stands.
    pub standing: Standing,
    /// After how many seconds a request is let through again.
    pub seconds: u64,
}

impl From<TooOften> for Problem {
    fn from(refused: TooOften) -> Self {
        let TooOften { standing, seconds } = refused;
        Self {
            retry_after_seconds: Some(seconds),
            ..Self::new(
                Kind::RateLimited,
                "rate_limited",
                format!("That was more than {} requests a minute. Nothing was done; ask again later.", standing.limit),
            )
        }
    }
}

/// The plan of whoever asks: everybody's is the same until plans can be bought.
pub fn plan_of(services: &Services, _: &Viewer) -> Plan {
    services.settings().plan
}

/// Counts a request of `viewer` from `address`, or tells that it is one too many. `None` where nothing is counted.
///
/// `key_limit` is the limit that the viewer's key has of its own. The standing that is told is of the limit that is nearer.
pub async fn count(
    services: &Services,
    viewer: &Viewer,
    key_limit: Option<u32>,
    address: IpAddr,
    counted: Counted,
) -> Result<Option<Standing>, TooOften> {
    let Some(per_minute) = plan_of(services, viewer).per_minute() else { return Ok(None) };
    let network = Network::from(address);
    let now = services.now();
    if counted == Counted::Page {
        let subject = viewer.owner().map_or(Subject::PagesOfAddress(network), Subject::PagesOfOwner);
        return services
            .counts()
            .take(&[(subject, PAGES_PER_MINUTE)], now)
            .map_err(|full| refused(full, now))
            .map(Some);
    }
    let mut asked = vec![(viewer.owner().map_or(Subject::Address(network), Subject::Owner), per_minute)];
    if let (Viewer::Person { means: Means::Key(key, _), .. }, Some(limit)) = (viewer, key_limit) {
        asked.push((Subject::Key(*key), limit));
    }
    let taken = match services.db().dialect() {
        Dialect::Sqlite => services.counts().take(&asked, now),
        Dialect::Postgres => take_shared(services, asked, now).await,
    };
    taken.map_err(|full| refused(full, now)).map(Some)
}

fn refused(full: Full, now: Timestamp) -> TooOften {
    let wait = full.free_at.since(now).0.max(1).unsigned_abs();
    TooOften { standing: full.standing, seconds: wait.div_ceil(1_000_000) }
}

/// Counts in the rows that all copies share.
async fn take_shared(services: &Services, asked: Vec<(Subject, u32)>, now: Timestamp) -> Result<Standing, Full> {
    // Elsewhere more may have come since, never less: what is full here is full there.
    services.counts().look(&asked, now)?;
    let outcome = services
        .db()
        .write(Scope::System, (asked.clone(), now), |conn, (asked, now)| {
            Box::pin(async move {
                let place = now.as_micros().div_euclid(LENGTH.0);
                let mut windows = Vec::with_capacity(asked.len());
                for (subject, _) in asked {
                    windows.push(rate_windows::lock(conn, &subject.name(), place).await?);
                }
                let taken = take_all(asked, &windows, *now);
                if let Ok((after, _)) = &taken {
                    for ((subject, _), window) in asked.iter().zip(after) {
                        rate_windows::keep(conn, &subject.name(), *window).await?;
                    }
                }
                Ok::<_, StoreError>((windows, taken))
            })
        })
        .await;
    match outcome {
        Ok((windows, taken)) => {
            let seen = taken.as_ref().map_or(&windows, |(after, _)| after);
            services.counts().remember(asked.iter().map(|(subject, _)| *subject).zip(seen.iter().copied()), now);
            taken.map(|(_, standing)| standing)
        }
        // While the database is away, each copy counts for itself: nobody is refused for our fault.
        Err(error) => {
            tracing::warn!(%error, "limits are counted by this copy alone");
            services.counts().take(&asked, now)
        }
    }
}

/// Takes one of each, or of none. The standing is of the one that is nearest to its limit.
fn take_all(asked: &[(Subject, u32)], windows: &[Window], now: Timestamp) -> Result<(Vec<Window>, Standing), Full> {
    let mut after = Vec::with_capacity(windows.len());
    let mut nearest: Option<Standing> = None;
    for ((_, limit), window) in asked.iter().zip(windows) {
        let next = window.take(*limit, now)?;
        let standing = next.standing(*limit, now);
        if nearest.is_none_or(|known| standing.remaining < known.remaining) {
            nearest = Some(standing);
        }
        after.push(next);
    }
    let nothing = Standing { limit: 0, remaining: 0, whole_at: now };
    Ok((after, nearest.unwrap_or(nothing)))
}

/// Forgets counts that tell nothing any more.
pub(crate) async fn forget_idle(services: &Services) {
    let now = services.now();
    services.counts().forget_idle(now);
    if services.db().dialect() == Dialect::Sqlite {
        return;
    }
    let place = now.as_micros().div_euclid(LENGTH.0) - 2;
    let forgotten: Result<u64, StoreError> =
        services.db().write(Scope::System, place, |conn, place| Box::pin(rate_windows::forget(conn, *place))).await;
    if let Err(error) = forgotten {
        tracing::warn!(%error, "old counts could not be forgotten");
    }
}
