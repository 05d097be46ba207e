//! The letter about the end of a run.

use domain::id::RunId;
use domain::run::Status;
use domain::time::{Micros, Timestamp};
use store::mails::Mail;
use store::{Scope, users};

use super::error::Error;
use crate::{Services, mail};

/// Whoever started a run that is over sooner is still looking at it.
const LONG: Micros = Micros::minutes(1);

/// The letter about the end of a run that took long, where whoever started it wants one.
pub(super) async fn letter(
    services: &Services,
    run: RunId,
    status: Status,
    now: Timestamp,
) -> Result<Option<Mail>, Error> {
    // Most runs are short; for them nothing is asked.
    if now.since(started(run)) <= LONG {
        return Ok(None);
    }
    let user =
        services.db().read(Scope::System, run, |conn, run| Box::pin(users::find_to_tell_of_run(conn, *run))).await?;
    Ok(user.map(|user| mail::run_finished(services, &user, run, status, now)))
}

/// When a run was asked for, to the millisecond: its id begins with it (RFC 9562, section 5.7).
fn started(run: RunId) -> Timestamp {
    let millis = i64::try_from(run.bits() >> 80).unwrap_or(i64::MAX);
    Timestamp::from_micros(millis.saturating_mul(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn an_id_tells_when_it_was_made() {
        let at = Timestamp::from_micros(1_795_253_400_123_000);
        let clock = Clock::manual(at);
        assert_eq!(started(RunId::from_bits(clock.mint())), at);
    }
}
