//! What the ledger promises.

use domain::credits::{Credits, Usd};
use domain::id::{LotId, TransactionId};
use domain::time::Micros;
use serde_json::json;
use service::ledger::issue::{Issue, grant, issue_alone};
use service::{ledger, run};
use store::testing;

use crate::on_both;
use crate::world::{NOW, World};

on_both!(
    a_grant_is_spent_by_a_run_and_stands_on_the_statement,
    of_two_starts_on_the_last_credit_exactly_one_succeeds,
    a_lot_that_expires_while_held_goes_when_it_is_given_back,
    a_lot_that_expired_pays_for_nothing,
    paid_credits_split_to_the_last_unit,
    the_split_is_the_one_that_the_quote_froze,
);

async fn a_grant_is_spent_by_a_run_and_stands_on_the_statement(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(5), "Welcome").await.expect("grants");
    // Ids of one millisecond are in no order.
    world.clock.advance(Micros(1_000));
    let workers = run::Workers::start(&world.services).await.expect("starts");
    let started = world.start(&ada, "k1", json!({"text": "hello"})).await.expect("starts");
    let balance = ledger::balance(&world.services, &ada).await.expect("reads");
    assert_eq!(balance.available, Credits::whole(4), "held or charged, it cannot be spent again");
    let settled = world.settled(&ada, started.run.id).await;
    assert_eq!((settled.charged, settled.output), (Some(Credits::whole(1)), Some(json!({"text": "hello"}))));
    let statement = ledger::statement(&world.services, &ada, None, 20).await.expect("reads");
    let amounts: Vec<i64> = statement.data.iter().map(|line| line.amount.micro()).collect();
    assert_eq!(amounts, [-1_000_000, 5_000_000]);
    assert_eq!(statement.data[0].run_id, Some(started.run.id));
    workers.stop(std::time::Duration::from_secs(5)).await;
}

async fn of_two_starts_on_the_last_credit_exactly_one_succeeds(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    grant(&world.services, owner, Credits::whole(1), "Welcome").await.expect("grants");
    let text = || json!({"text": "hello"});
    let (one, other) = tokio::join!(world.start(&ada, "k1", text()), world.start(&ada, "k2", text()));
    let short = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert_eq!(short.len(), 1);
    assert!(matches!(&short[0], run::Error::Ledger(ledger::Error::Insufficient { .. })), "{short:?}");
}

async fn issue(world: &World, owner: domain::id::OwnerId, bits: u128, change: impl FnOnce(Issue) -> Issue) {
    let issue = Issue::granted(LotId::from_bits(bits), TransactionId::from_bits(bits), owner, Credits::whole(3));
    issue_alone(&world.services, change(issue)).await.expect("issues");
}

async fn a_lot_that_expires_while_held_goes_when_it_is_given_back(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    issue(world, owner, 1, |issue| issue.expiring(NOW.plus(Micros::days(1)))).await;
    let started = world.start(&ada, "k1", json!({"text": "hello"})).await.expect("starts");
    world.clock.advance(Micros::days(2));
    // Given back after its lot's time: the held credit expires at once, the others by the sweeper.
    run::cancel(&world.services, &ada, started.run.id).await.expect("cancels");
    let balance = ledger::balance(&world.services, &ada).await.expect("reads");
    assert_eq!((balance.posted, balance.held), (Credits::whole(2), Credits::ZERO));
    let workers = run::Workers::start(&world.services).await.expect("starts");
    for _ in 0..200 {
        if ledger::balance(&world.services, &ada).await.expect("reads").posted == Credits::ZERO {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(ledger::balance(&world.services, &ada).await.expect("reads").posted, Credits::ZERO);
    workers.stop(std::time::Duration::from_secs(5)).await;
}

async fn a_lot_that_expired_pays_for_nothing(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    issue(world, owner, 1, |issue| issue.expiring(NOW.plus(Micros::days(1)))).await;
    world.clock.advance(Micros::days(2));
    let short = world.start(&ada, "k1", json!({"text": "hello"})).await.expect_err("is over");
    assert!(matches!(short, run::Error::Ledger(ledger::Error::Insufficient { .. })), "{short:?}");
}

async fn paid_credits_split_to_the_last_unit(world: &World) {
    let (owner, ada) = world.customer("ada").await;
    let issue = Issue::paid(
        LotId::from_bits(1),
        TransactionId::from_bits(1),
        owner,
        Credits::whole(3),
        Usd::from_micro(100_000),
    );
    issue_alone(&world.services, issue).await.expect("issues");
    let workers = run::Workers::start(&world.services).await.expect("starts");
    for key in ["k1", "k2", "k3"] {
        let started = world.start(&ada, key, json!({"text": "hello"})).await.expect("starts");
        assert_eq!(world.settled(&ada, started.run.id).await.charged, Some(Credits::whole(1)));
    }
    workers.stop(std::time::Duration::from_secs(5)).await;
}

/// What is agreed on at the start holds, whatever the split is when the run ends.
async fn the_split_is_the_one_that_the_quote_froze(world: &World) {
    const AGREED: &str = "UPDATE quotes SET creator_percent = 55
        WHERE id = (SELECT quote_id FROM holds ORDER BY id DESC LIMIT 1)";
    const PAID_OUT: &str = "SELECT CAST(SUM(to_creator_usd) AS BIGINT) FROM holds";
    const KEPT: &str = "SELECT CAST(SUM(to_platform_usd) AS BIGINT) FROM holds";
    const LEAST: &str = "SELECT MIN(to_creator_usd) FROM holds";
    let (owner, ada) = world.customer("ada").await;
    let (lot, transaction) = (LotId::from_bits(1), TransactionId::from_bits(1));
    let issue = Issue::paid(lot, transaction, owner, Credits::whole(3), Usd::from_micro(300_000));
    issue_alone(&world.services, issue).await.expect("issues");
    let usual = world.start(&ada, "usual", json!({"text": "hello"})).await.expect("starts");
    let agreed = world.start(&ada, "agreed", json!({"text": "hello"})).await.expect("starts");
    let db = world.services.db();
    assert_eq!(testing::execute(db, AGREED).await.expect("agrees"), 1);
    let workers = run::Workers::start(&world.services).await.expect("starts");
    for started in [usual, agreed] {
        assert_eq!(world.settled(&ada, started.run.id).await.charged, Some(Credits::whole(1)));
    }
    workers.stop(std::time::Duration::from_secs(5)).await;
    // A credit was paid with 100,000 millionths: 70,000 of the one go to the creator, 55,000 of the other.
    assert_eq!(testing::number(db, PAID_OUT).await.expect("reads"), 125_000);
    assert_eq!(testing::number(db, KEPT).await.expect("reads"), 75_000);
    assert_eq!(testing::number(db, LEAST).await.expect("reads"), 55_000);
}
