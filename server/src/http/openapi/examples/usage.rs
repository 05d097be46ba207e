//! What programs asked for.

use domain::id::ApiKeyId;
use domain::limit::Plan;
use domain::time::{Micros, Period};
use domain::usage::{AgentCalls, Calls, DayCalls, ErrorCalls, KeyCalls, Usage};

use super::agents::SLUG;
use super::{ASKED_AT, Example, bits, json};

pub(super) fn examples() -> Vec<Example> {
    vec![json("showMyUsage", "200", &usage())]
}

fn usage() -> Usage {
    let calls = Calls { calls: 42, errors: 1, mean_duration_us: 3_200 };
    Usage {
        since: ASKED_AT.begin_of(Period::Day).minus(Micros::days(29)),
        until: ASKED_AT,
        plan: Plan::Free.as_str(),
        requests_per_minute: Plan::Free.per_minute(),
        total: calls,
        by_day: vec![DayCalls { day: ASKED_AT.to_day(), calls }],
        by_agent: vec![AgentCalls { agent: Some(SLUG.to_owned()), calls }],
        by_key: vec![KeyCalls {
            key_id: Some(ApiKeyId::from_bits(bits(1)).to_string()),
            name: Some("Nightly import".to_owned()),
            calls,
        }],
        errors: vec![ErrorCalls {
            code: "insufficient_credits".to_owned(),
            status: 402,
            calls: 1,
            last_at: ASKED_AT.minus(Micros::hours(1)),
            last_request_id: "req_01kajk8tz7f0v9m3q2x5c6d8e5".to_owned(),
        }],
    }
}
