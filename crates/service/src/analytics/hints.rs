//! Where something was saved or can be: only what was counted, and only what there is.

use std::collections::HashMap;

use domain::analytics::Hint;
use domain::credits::Credits;
use domain::ledger::Lot;
use domain::time::{Micros, Timestamp};
use store::analytics::{self, Failures, Span, Used};
use store::{Conn, StoreError, lots};

use crate::catalogue::Snapshot;

/// Credits that go within this time are told of.
const SOON: Micros = Micros::days(30);

/// What is read for the hints.
pub(super) struct Found {
    served: (u64, Credits),
    repeated: (u64, Credits),
    failures: Option<Failures>,
    lots: Vec<Lot>,
}

/// Reads it; the lots where the viewer may see them.
pub(super) async fn read(conn: &mut Conn<'_>, span: Span, sees_credits: bool) -> Result<Found, StoreError> {
    let lots = if sees_credits { lots::list_open(conn, &[span.owner]).await? } else { HashMap::new() };
    Ok(Found {
        served: analytics::served(conn, span).await?,
        repeated: analytics::repeated(conn, span).await?,
        failures: analytics::failures(conn, span).await?,
        lots: lots.into_values().flatten().collect(),
    })
}

/// The hints that follow.
pub(super) fn hints(found: Found, snapshot: &Snapshot, now: Timestamp) -> Vec<Hint> {
    let mut hints = Vec::new();
    hints.extend(expiring(&found.lots, now));
    let (runs, charged) = found.repeated;
    if runs > 0 {
        hints.push(Hint::Repeated { runs, charged });
    }
    let (runs, saved) = found.served;
    if runs > 0 {
        hints.push(Hint::Served { runs, saved });
    }
    hints.extend(found.failures.map(|failures| {
        let (agent_slug, agent_name) = name(snapshot, failures.used);
        let Failures { code, runs: of_code, in_all: runs, .. } = failures;
        Hint::Failed { runs, code, of_code, agent_slug, agent_name }
    }));
    hints
}

/// What is free of the lots that go soon, together, and when the first of them goes.
fn expiring(lots: &[Lot], now: Timestamp) -> Option<Hint> {
    let soon = |lot: &&Lot| lot.expires_at.is_some_and(|at| at > now && at.since(now) <= SOON);
    let free = |lot: &Lot| lot.remaining.minus(lot.held).filter(|free| *free > Credits::ZERO);
    let going: Vec<(Credits, Timestamp)> =
        lots.iter().filter(soon).filter_map(|lot| Some((free(lot)?, lot.expires_at?))).collect();
    let at = going.iter().map(|(_, at)| *at).min()?;
    Some(Hint::Expiring { amount: Credits::sum(going.iter().map(|(free, _)| *free))?, at })
}

/// The name in addresses of an agent that is listed, and the name of any.
pub(super) fn name(snapshot: &Snapshot, used: Used) -> (Option<String>, String) {
    if let Some(listing) = snapshot.listing_of(used.agent) {
        return (Some(listing.card.slug.clone()), listing.card.name.clone());
    }
    let name = snapshot.name_of(used.version).map(|name| name.name.clone());
    (None, name.unwrap_or_else(|| crate::run::WITHDRAWN.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::credits::Usd;
    use domain::id::LotId;
    use domain::ledger::LotKind;

    #[test]
    fn only_what_is_free_and_goes_soon_is_told_of() {
        let now = Timestamp::from_micros(1_790_000_000_000_000);
        let lot = |days: Option<i64>, remaining: i64, held: i64| Lot {
            id: LotId::from_bits(1),
            kind: LotKind::Granted,
            original: Credits::whole(100),
            remaining: Credits::whole(remaining),
            held: Credits::whole(held),
            paid: Usd::ZERO,
            expires_at: days.map(|days| now.plus(Micros::days(days))),
        };
        assert_eq!(
            expiring(&[lot(None, 50, 0), lot(Some(31), 50, 0), lot(Some(3), 5, 5), lot(Some(-1), 9, 0)], now),
            None
        );
        let told = expiring(&[lot(Some(20), 10, 3), lot(Some(30), 5, 0), lot(Some(40), 9, 0)], now);
        assert_eq!(told, Some(Hint::Expiring { amount: Credits::whole(12), at: now.plus(Micros::days(20)) }));
    }
}
