//! What is append only, and what stands once.

use domain::credits::Credits;
use domain::id::{PLATFORM, TransactionId};
use domain::ledger::{Lot, LotKind, issue};
use store::transactions::{self, Heading, Posting};
use store::{Conn, Scope, StoreError, accounts, users};

use crate::on_both;
use crate::world::{ADA, ADAS, ADAS_LOT, NOW, World};

on_both!(
    entries_and_transactions_are_never_changed,
    a_transaction_of_one_name_is_posted_once,
    migrating_again_changes_nothing
);

async fn post(world: &World, bits: u128) -> bool {
    let heading = Heading {
        id: TransactionId::from_bits(bits),
        external_id: "the same".to_owned(),
        owner_id: ADA,
        run_id: None,
        memo: "a grant".to_owned(),
        at: NOW,
    };
    let amount = Credits::whole(1);
    let lot = Lot {
        id: ADAS_LOT,
        kind: LotKind::Granted,
        original: amount,
        remaining: amount,
        held: Credits::ZERO,
        paid: domain::credits::Usd::ZERO,
        expires_at: None,
    };
    let transaction = issue(ADAS, &lot).expect("balances");
    let owners = transaction.entries().iter().map(|entry| if entry.lot.is_some() { ADA } else { PLATFORM }).collect();
    let posting = Posting { heading, transaction, owners };
    let posted = world.db.write(Scope::System, posting, |conn, posting| {
        Box::pin(async move {
            users::insert_owner(conn, PLATFORM, domain::account::OwnerKind::Platform, "platform", NOW).await?;
            accounts::open_all_platforms(conn, NOW).await?;
            transactions::insert(conn, std::slice::from_ref(posting)).await
        })
    });
    let posted: Result<bool, StoreError> = posted.await;
    posted.expect("writes")
}

async fn entries_and_transactions_are_never_changed(world: &World) {
    assert!(post(world, 1).await);
    for statement in [
        "UPDATE ledger_entries SET amount = amount + 1",
        "DELETE FROM ledger_entries",
        "UPDATE ledger_transactions SET memo = 'another'",
        "DELETE FROM ledger_transactions",
    ] {
        let tampered = world.db.write(Scope::System, statement, |conn, statement| {
            Box::pin(async move {
                match conn {
                    Conn::Sqlite(connection) => sqlx::query(*statement).execute(&mut **connection).await.map(|_| ())?,
                    Conn::Postgres(connection) => {
                        sqlx::query(*statement).execute(&mut **connection).await.map(|_| ())?;
                    }
                }
                Ok(())
            })
        });
        let tampered: Result<(), StoreError> = tampered.await;
        assert!(tampered.expect_err(statement).to_string().contains("append only"), "{statement}");
    }
}

async fn a_transaction_of_one_name_is_posted_once(world: &World) {
    assert!(post(world, 1).await);
    assert!(!post(world, 2).await);
}

async fn migrating_again_changes_nothing(world: &World) {
    world.db.migrate().await.expect("again");
    let states = world.db.migrations().await.expect("reads");
    assert!(states.len() >= 5 && states.iter().all(|state| state.is_applied));
    // A database that knows a newer migration is refused.
    let newer: Vec<i64> = states.iter().map(|state| state.version).chain([9_999]).collect();
    let refused = store::pending(world.db.dialect(), &newer).expect_err("is newer");
    assert!(refused.to_string().contains("9999"), "{refused}");
}
