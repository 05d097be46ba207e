//! What programs asked for: added up for its owner alone, forgotten when it is old.

use domain::time::{Micros, Timestamp};
use store::api_calls::{self, ApiCall, By};
use store::{Scope, StoreError};

use crate::on_both;
use crate::world::{ADA, BOB, NOW, World};

on_both!(calls_are_added_up_for_their_owner, old_calls_are_forgotten_and_others_stay);

fn call(number: u64, owner: Option<domain::id::OwnerId>, at: Timestamp) -> ApiCall {
    ApiCall {
        id: format!("{number:032x}"),
        owner_id: owner,
        user_id: None,
        key_id: None,
        method: "GET",
        route: "/api/v1/runs",
        status: if number.is_multiple_of(2) { 200 } else { 429 },
        code: if number.is_multiple_of(2) { "" } else { "rate_limited" },
        agent: String::new(),
        duration_us: 10,
        at,
    }
}

async fn insert(world: &World, calls: Vec<ApiCall>) {
    let written: Result<(), StoreError> =
        world.db.write(Scope::System, calls, |conn, calls| Box::pin(api_calls::insert(conn, calls))).await;
    written.expect("writes");
}

async fn days(world: &World, owner: domain::id::OwnerId) -> Vec<(String, u64, u64, u64)> {
    let found = world.db.read(Scope::Owner(owner), owner, |conn, owner| {
        Box::pin(api_calls::sum(conn, *owner, Timestamp::from_micros(0), By::Day))
    });
    let found: Result<_, StoreError> = found.await;
    let sums = found.expect("reads");
    sums.into_iter().map(|sum| (sum.of, sum.calls, sum.errors, sum.duration_us)).collect()
}

async fn calls_are_added_up_for_their_owner(world: &World) {
    let next = NOW.plus(Micros::days(1));
    let calls = vec![
        call(0, Some(ADA), NOW),
        call(1, Some(ADA), NOW),
        call(2, Some(ADA), next),
        call(3, Some(BOB), NOW),
        call(4, None, NOW),
    ];
    insert(world, calls.clone()).await;
    // Told again, as after a write whose outcome was unknown.
    insert(world, calls).await;
    assert_eq!(days(world, ADA).await, [("1".to_owned(), 1, 0, 10), ("0".to_owned(), 2, 1, 20)]);
    assert_eq!(days(world, BOB).await, [("0".to_owned(), 1, 1, 10)]);
    let errors = world
        .db
        .read(Scope::Owner(ADA), ADA, |conn, owner| {
            Box::pin(api_calls::errors(conn, *owner, Timestamp::from_micros(0)))
        })
        .await;
    let errors: Vec<_> = errors.expect("reads");
    assert_eq!(errors.len(), 1);
    assert_eq!((errors[0].status, errors[0].calls, errors[0].last_id.as_str()), (429, 1, &*format!("{:032x}", 1)));
}

async fn old_calls_are_forgotten_and_others_stay(world: &World) {
    insert(world, (0..10).map(|number| call(number, Some(ADA), NOW.plus(Micros(number.cast_signed())))).collect())
        .await;
    let forget = async |limit: i64| -> u64 {
        let input = (NOW.plus(Micros(7)), limit);
        let forgotten = world
            .db
            .write(Scope::System, input, |conn, (before, limit)| Box::pin(api_calls::forget(conn, *before, *limit)));
        let forgotten: Result<u64, StoreError> = forgotten.await;
        forgotten.expect("writes")
    };
    assert_eq!((forget(5).await, forget(5).await, forget(5).await), (5, 2, 0));
    assert_eq!(days(world, ADA).await[0].1, 3);
}
