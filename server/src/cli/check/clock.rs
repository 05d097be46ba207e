//! Whether the clock can be trusted: leases, limits, expiry and receipts go by it.

use domain::time::{Micros, Timestamp};
use service::health;
use store::Db;

use super::Finding;

const PART: &str = "clock";
/// More apart than this, leases of copies no longer mean the same.
const APART: Micros = Micros::seconds(5);
/// 1 January 2026: a clock before that was never set.
const SANE: Timestamp = Timestamp::from_micros(1_767_225_600_000_000);

pub(super) async fn look(db: &Db, now: Timestamp) -> Finding {
    match health::clocks(db).await {
        Ok(clocks) => judge(now, clocks.database, clocks.newest_run),
        Err(error) => Finding::failure(PART, error.to_string(), "See what the database says."),
    }
}

fn judge(now: Timestamp, database: Option<Timestamp>, newest_run: Option<Timestamp>) -> Finding {
    const MEND: &str = "Set the clock by NTP (timedatectl set-ntp true) on this machine and the database's.";
    let found = now.to_rfc3339();
    if now < SANE {
        return Finding::failure(PART, format!("{found}, which is before Guildhall was made"), MEND);
    }
    if let Some(ahead) = newest_run.map(|newest| newest.since(now)).filter(|ahead| *ahead > APART) {
        return Finding::failure(
            PART,
            format!("{found}, and a run was asked for {} s later", ahead.0 / 1_000_000),
            MEND,
        );
    }
    if let Some(apart) = database.map(|database| Micros(database.since(now).0.abs())).filter(|apart| *apart > APART) {
        return Finding::failure(PART, format!("{found}, {} s apart from the database's", apart.0 / 1_000_000), MEND);
    }
    Finding::ok(PART, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::State;

    #[test]
    fn a_clock_that_is_behind_what_is_stored_or_apart_from_the_databases_is_told() {
        let now = SANE.plus(Micros::days(300));
        let state = |database: i64, run: i64| {
            judge(now, Some(now.plus(Micros::seconds(database))), Some(now.plus(Micros::seconds(run)))).state
        };
        assert_eq!(state(0, -60), State::Ok);
        assert_eq!(state(3, 3), State::Ok);
        assert_eq!(state(-60, -60), State::Failure);
        assert_eq!(state(0, 60), State::Failure);
        assert_eq!(judge(Timestamp::from_micros(0), None, None).state, State::Failure);
        assert_eq!(judge(now, None, None).state, State::Ok);
    }
}
