//! What the viewer's own programs asked for.

use std::collections::HashMap;

use domain::account::{Action, Viewer, authorised_owner};
use domain::error::{FieldError, Kind};
use domain::time::{Micros, Timestamp};
use domain::usage::{AgentCalls, Calls, DayCalls, ErrorCalls, KeyCalls, Usage};
use store::api_calls::{self, By, Sum};
use store::{Scope, StoreError};

use crate::{Problem, Services, rate};

/// Calls are kept for so many days.
pub const KEPT_DAYS: u32 = 30;
const DAY: Micros = Micros::days(1);

/// What the viewer's programs asked for within the last `days`, today (UTC) among them.
pub async fn mine(services: &Services, viewer: &Viewer, days: u32) -> Result<Usage, Problem> {
    let owner = authorised_owner(viewer, Action::SeeAccount)?;
    if !(1..=KEPT_DAYS).contains(&days) {
        let message = format!("A whole number from 1 to {KEPT_DAYS} is needed.");
        return Err(Problem::invalid(vec![FieldError::new("days", "out_of_range", message)]));
    }
    let until = services.now();
    let today = until.as_micros().div_euclid(DAY.0);
    let since = Timestamp::from_micros((today + 1 - i64::from(days)) * DAY.0);
    let (by_day, by_agent, by_key, errors, names) = services
        .db()
        .read(Scope::Owner(owner), (owner, since), |conn, (owner, since)| {
            Box::pin(async move {
                let by_day = api_calls::sum(conn, *owner, *since, By::Day).await?;
                let by_agent = api_calls::sum(conn, *owner, *since, By::Agent).await?;
                let by_key = api_calls::sum(conn, *owner, *since, By::Key).await?;
                let errors = api_calls::errors(conn, *owner, *since).await?;
                let names = api_calls::key_names(conn, *owner).await?;
                Ok::<_, StoreError>((by_day, by_agent, by_key, errors, names))
            })
        })
        .await?;
    let names: HashMap<String, String> = names.into_iter().collect();
    let plan = rate::plan_of(services, viewer);
    let day = |sum: Sum| {
        let number: i64 = sum.of.parse().map_err(|_| broken())?;
        Ok::<_, Problem>(DayCalls { day: Timestamp::from_micros(number * DAY.0).to_day(), calls: calls(&sum) })
    };
    Ok(Usage {
        since,
        until,
        plan: plan.as_str(),
        requests_per_minute: plan.per_minute(),
        total: total(&by_day),
        by_day: by_day.into_iter().map(day).collect::<Result<_, _>>()?,
        by_agent: by_agent.into_iter().map(|sum| AgentCalls { calls: calls(&sum), agent: some(sum.of) }).collect(),
        by_key: by_key
            .into_iter()
            .map(|sum| KeyCalls { calls: calls(&sum), name: names.get(&sum.of).cloned(), key_id: some(sum.of) })
            .collect(),
        errors: errors
            .into_iter()
            .map(|sum| ErrorCalls {
                code: sum.code,
                status: sum.status,
                calls: sum.calls,
                last_at: sum.last_at,
                last_request_id: sum.last_id,
            })
            .collect(),
    })
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn calls(sum: &Sum) -> Calls {
    let mean_duration_us = sum.duration_us.checked_div(sum.calls).unwrap_or(0);
    Calls { calls: sum.calls, errors: sum.errors, mean_duration_us }
}

fn total(days: &[Sum]) -> Calls {
    let add = |get: fn(&Sum) -> u64| days.iter().map(get).fold(0u64, u64::saturating_add);
    calls(&Sum {
        of: String::new(),
        calls: add(|sum| sum.calls),
        errors: add(|sum| sum.errors),
        duration_us: add(|sum| sum.duration_us),
    })
}

fn broken() -> Problem {
    tracing::error!("a day of the calls is no number");
    Problem { kind: Kind::Internal, ..Problem::internal() }
}
