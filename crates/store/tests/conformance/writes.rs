//! What a write promises.

use std::time::Duration;

use domain::credits::Credits;
use futures::future::join_all;
use store::{Scope, StoreError, accounts};

use crate::on_both;
use crate::world::{ADA, ADAS, World};

on_both!(
    a_failed_write_leaves_nothing,
    writes_that_wait_together_stand_or_fall_alone,
    of_many_holds_at_once_exactly_the_affordable_succeed,
    a_panic_harms_no_other_write,
    a_write_that_takes_too_long_is_given_up,
    a_caller_that_goes_away_cuts_no_write_short,
    an_account_never_leaves_its_range,
);

async fn hold(world: &World, amount: i64, fail: bool) -> Result<bool, StoreError> {
    world
        .db
        .write(Scope::Owner(ADA), (amount, fail), |conn, (amount, fail)| {
            Box::pin(async move {
                let held = accounts::hold(conn, ADAS, Credits::whole(*amount)).await?;
                if *fail { Err(StoreError::Away("told to")) } else { Ok(held) }
            })
        })
        .await
}

async fn a_failed_write_leaves_nothing(world: &World) {
    assert!(hold(world, 3, true).await.is_err());
    assert_eq!(world.held(ADA).await, Credits::ZERO);
}

async fn writes_that_wait_together_stand_or_fall_alone(world: &World) {
    // Every third fails: its savepoint goes, the others stay.
    let outcomes = join_all((0..9).map(|number| hold(world, 1, number % 3 == 0))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_err()).count(), 3);
    assert_eq!(world.held(ADA).await, Credits::whole(6));
}

async fn of_many_holds_at_once_exactly_the_affordable_succeed(world: &World) {
    let outcomes = join_all((0..60).map(|_| hold(world, 3, false))).await;
    assert_eq!(
        outcomes.iter().filter(|outcome| matches!(outcome, Ok(true))).count(),
        3,
        "ten credits are three times three"
    );
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(world.held(ADA).await, Credits::whole(9));
}

async fn a_panic_harms_no_other_write(world: &World) {
    let panicking =
        world.db.write::<_, (), StoreError, _>(Scope::System, (), |_, ()| Box::pin(async { panic!("on purpose") }));
    let (panicked, held, held_too) = tokio::join!(panicking, hold(world, 2, false), hold(world, 2, false));
    assert!(matches!(panicked, Err(StoreError::Panicked)));
    assert!(held.is_ok() && held_too.is_ok());
    assert_eq!(world.held(ADA).await, Credits::whole(4));
}

async fn a_write_that_takes_too_long_is_given_up(world: &World) {
    let slow = world.db.write::<_, (), StoreError, _>(Scope::Owner(ADA), (), |conn, ()| {
        Box::pin(async move {
            accounts::hold(conn, ADAS, Credits::whole(5)).await?;
            tokio::time::sleep(Duration::from_mins(1)).await;
            Ok(())
        })
    });
    assert!(matches!(slow.await, Err(StoreError::Away(_))));
    assert_eq!(world.held(ADA).await, Credits::ZERO);
    assert!(hold(world, 1, false).await.expect("the next one works"));
}

async fn a_caller_that_goes_away_cuts_no_write_short(world: &World) {
    let db = world.db.clone();
    let caller = tokio::spawn(async move {
        db.write::<_, (), StoreError, _>(Scope::Owner(ADA), (), |conn, ()| {
            Box::pin(async move {
                accounts::hold(conn, ADAS, Credits::whole(1)).await?;
                tokio::time::sleep(Duration::from_millis(200)).await;
                accounts::hold(conn, ADAS, Credits::whole(1)).await?;
                Ok(())
            })
        })
        .await
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    caller.abort();
    // On SQLite the next write waits behind it; on PostgreSQL it waits for the row.
    hold(world, 1, false).await.expect("works");
    assert_eq!(world.held(ADA).await, Credits::whole(3));
}

async fn an_account_never_leaves_its_range(world: &World) {
    for (posted, held) in [(-11, 0), (0, -1), (0, 11), (-5, 6)] {
        let change = (Credits::whole(posted), Credits::whole(held));
        let done = world.db.write(Scope::Owner(ADA), change, |conn, (posted, held)| {
            Box::pin(accounts::change(conn, ADAS, *posted, *held))
        });
        let done: Result<bool, StoreError> = done.await;
        assert!(!done.expect("asks"), "{posted} {held}");
    }
    assert_eq!(world.held(ADA).await, Credits::ZERO);
}
