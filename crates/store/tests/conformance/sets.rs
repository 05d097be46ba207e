//! Writes that wait together and are made as one.

use domain::credits::Credits;
use futures::FutureExt as _;
use futures::future::join_all;
use store::{Scope, SetWriter, StoreError, accounts};

use crate::on_both;
use crate::world::{ADA, ADAS, World};

/// Answers with the size of the set that it was made in; nothing is set aside of a set with something that is too much.
fn holds() -> SetWriter<i64, usize, StoreError> {
    SetWriter::new(|conn, set| {
        async move {
            for amount in set {
                if !accounts::hold(conn, ADAS, Credits::from_micro(*amount)).await? {
                    return Err(StoreError::Away("too much, in this test"));
                }
            }
            Ok(vec![set.len(); set.len()])
        }
        .boxed()
    })
}

on_both!(
    those_that_wait_are_made_together,
    one_that_is_refused_leaves_the_others_alone,
    a_caller_that_goes_away_takes_none_along,
);

async fn those_that_wait_are_made_together(world: &World) {
    let writer = holds();
    let before = world.db.commits();
    let answers = join_all((1..=100).map(|amount| writer.write(&world.db, Scope::Owner(ADA), amount))).await;
    assert!(answers.iter().all(|answer| matches!(answer, Ok(100))), "{answers:?}");
    assert_eq!(world.held(ADA).await, Credits::from_micro(5_050));
    if let (Some(before), Some(after)) = (before, world.db.commits()) {
        assert_eq!(after.transactions - before.transactions, 1);
    }
    // The lane is free again.
    assert!(matches!(writer.write(&world.db, Scope::Owner(ADA), 1).await, Ok(1)));
}

async fn one_that_is_refused_leaves_the_others_alone(world: &World) {
    let writer = holds();
    let too_much = Credits::whole(11).micro();
    let amounts = [1, 2, too_much, 3, too_much];
    let answers = join_all(amounts.map(|amount| writer.write(&world.db, Scope::Owner(ADA), amount))).await;
    for (amount, answer) in amounts.iter().zip(&answers) {
        match answer {
            Ok(size) => assert_eq!((*size, *amount < too_much), (1, true)),
            Err(error) => assert!(*amount == too_much && error.to_string().contains("too much"), "{error}"),
        }
    }
    assert_eq!(world.held(ADA).await, Credits::from_micro(6));
}

async fn a_caller_that_goes_away_takes_none_along(world: &World) {
    let writer = holds();
    let mut first = writer.write(&world.db, Scope::Owner(ADA), 1).boxed();
    // It leads the set, and is gone before anything of it is made.
    assert!((&mut first).now_or_never().is_none());
    let second = writer.write(&world.db, Scope::Owner(ADA), 2);
    drop(first);
    assert!(matches!(second.await, Ok(1 | 2)));
    assert_eq!(world.held(ADA).await, Credits::from_micro(3));
}
