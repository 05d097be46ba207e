//! What a reading of one moment promises.

use std::time::Duration;

use domain::credits::Credits;
use store::{Conn, Db, Scope, StoreError, accounts};

use crate::on_both;
use crate::world::{ADA, ADAS, World};

on_both!(
    what_is_read_of_one_moment_agrees,
    the_next_reading_is_of_the_next_moment,
    a_reading_that_panics_or_is_left_holds_nobody_in_the_past,
);

async fn held(conn: &mut Conn<'_>) -> Result<Credits, StoreError> {
    Ok(accounts::find_customers(conn, ADA).await?.expect("an account").balance.held)
}

async fn hold_one(db: &Db) {
    let hold = db.write(Scope::Owner(ADA), (), |conn, ()| Box::pin(accounts::hold(conn, ADAS, Credits::whole(1))));
    let held: Result<bool, StoreError> = hold.await;
    assert!(held.expect("writes"));
}

/// What is held before and after somebody else holds one more, in one reading.
async fn around_a_hold(db: &Db) -> (Credits, Credits) {
    db.read(Scope::Owner(ADA).at_one_moment(), db.clone(), |conn, db| {
        Box::pin(async move {
            let before = held(conn).await?;
            hold_one(db).await;
            Ok::<_, StoreError>((before, held(conn).await?))
        })
    })
    .await
    .expect("reads")
}

async fn what_is_read_of_one_moment_agrees(world: &World) {
    assert_eq!(around_a_hold(&world.db).await, (Credits::ZERO, Credits::ZERO));
    assert_eq!(world.held(ADA).await, Credits::whole(1), "and the hold is there");
}

async fn the_next_reading_is_of_the_next_moment(world: &World) {
    // More often than there are connections.
    for number in 0..9 {
        let seen = Credits::whole(number);
        assert_eq!(around_a_hold(&world.db).await, (seen, seen));
    }
}

async fn a_reading_that_panics_or_is_left_holds_nobody_in_the_past(world: &World) {
    for _ in 0..9 {
        let db = world.db.clone();
        let left = tokio::spawn(async move {
            db.read(Scope::Owner(ADA).at_one_moment(), (), |conn, ()| {
                Box::pin(async move {
                    held(conn).await?;
                    tokio::time::sleep(Duration::from_millis(40)).await;
                    Ok::<_, StoreError>(())
                })
            })
            .await
        });
        tokio::time::sleep(Duration::from_millis(10)).await;
        left.abort();
        let panicking = world.db.read::<_, (), StoreError, _>(Scope::Owner(ADA).at_one_moment(), (), |conn, ()| {
            Box::pin(async move {
                held(conn).await?;
                panic!("on purpose")
            })
        });
        assert!(matches!(panicking.await, Err(StoreError::Panicked)));
    }
    hold_one(&world.db).await;
    for _ in 0..9 {
        assert_eq!(world.held(ADA).await, Credits::whole(1));
    }
}
