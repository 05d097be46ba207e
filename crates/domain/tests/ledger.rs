//! Promises of the ledger's arithmetic, for any lots, holds and captures.

use domain::credits::{Credits, Usd};
use domain::id::{AccountId, LotId, OwnerId};
use domain::ledger::{Asset, Code, Entry, Lot, LotKind, Side, Split, Transaction, allocate, expire, issue, settle};
use domain::time::Timestamp;
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_micros(1_000_000);
const CUSTOMER: AccountId = AccountId::from_bits(1 << 100);
const SPLIT: Split = Split { creator: OwnerId::from_bits(1 << 101), creator_percent: 70 };

fn lots() -> impl Strategy<Value = Vec<Lot>> {
    let lot = (1i64..5_000_000_000, 0i64..400_000_000, prop::option::of(500_000i64..2_000_000), 0u8..=100, 0u8..=100);
    prop::collection::vec(lot, 1..6).prop_map(|drawn| {
        drawn
            .into_iter()
            .enumerate()
            .map(|(number, (original, paid, expires, left, held))| {
                let remaining = original * i64::from(left) / 100;
                Lot {
                    id: LotId::from_bits(number as u128 + 1),
                    kind: if paid % 2 == 0 { LotKind::Granted } else { LotKind::Paid },
                    original: Credits::from_micro(original),
                    remaining: Credits::from_micro(remaining),
                    held: Credits::from_micro(remaining * i64::from(held) / 100),
                    paid: if paid % 2 == 0 { Usd::ZERO } else { Usd::from_micro(paid) },
                    expires_at: expires.map(Timestamp::from_micros),
                }
            })
            .collect()
    })
}

fn sum(entries: &[Entry], asset: Asset) -> i128 {
    let signed =
        |entry: &Entry| if entry.side == Side::Debit { -i128::from(entry.amount) } else { i128::from(entry.amount) };
    entries.iter().filter(|entry| entry.asset == asset).map(signed).sum()
}

proptest! {
    #[test]
    fn a_hold_takes_exactly_its_amount_and_never_more_of_a_lot_than_is_free(lots in lots(), amount in 0i64..9_000_000_000) {
        let amount = Credits::from_micro(amount);
        let free = Credits::sum(lots.iter().map(|lot| lot.free(NOW))).expect("small");
        match allocate(&lots, amount, NOW) {
            Ok(allocation) => {
                prop_assert_eq!(Credits::sum(allocation.parts.iter().map(|part| part.amount)), Some(amount));
                for part in &allocation.parts {
                    let lot = lots.iter().find(|lot| lot.id == part.lot).expect("known");
                    prop_assert!(part.amount <= lot.free(NOW) && part.amount > Credits::ZERO);
                }
            }
            Err(shortfall) => {
                prop_assert!(free < amount);
                prop_assert_eq!(shortfall.available, free);
            }
        }
    }

    #[test]
    fn a_settlement_balances_and_splits_to_the_last_unit(lots in lots(), amount in 1i64..3_000_000_000, share in 0i64..=100, later in 0i64..2_000_000) {
        let amount = Credits::from_micro(amount);
        let Ok(allocation) = allocate(&lots, amount, NOW) else { return Ok(()) };
        let mut held = lots.clone();
        for part in &allocation.parts {
            let lot = held.iter_mut().find(|lot| lot.id == part.lot).expect("known");
            lot.held = lot.held.plus(part.amount).expect("small");
        }
        let captured = Credits::from_micro(amount.micro() * share / 100);
        let at = Timestamp::from_micros(NOW.as_micros() + later);
        let settlement = settle(&allocation.parts, &held, captured, CUSTOMER, SPLIT, at).expect("settles");
        prop_assert_eq!(Credits::sum(settlement.parts.iter().map(|part| part.captured)), Some(captured));
        for transaction in settlement.capture.iter().chain(&settlement.expiry) {
            prop_assert_eq!(sum(transaction.entries(), Asset::Credit), 0);
            prop_assert_eq!(sum(transaction.entries(), Asset::Usd), 0);
        }
        let released = Usd::sum(settlement.parts.iter().map(|part| part.released)).expect("small");
        prop_assert_eq!(settlement.to_creator.plus(settlement.to_platform), Some(released));
        prop_assert!(settlement.to_creator.micro() * 10 <= released.micro() * 7);
        let promotional = settlement.parts.iter().filter(|part| part.lot.kind == LotKind::Granted);
        prop_assert!(promotional.map(|part| part.released).all(|value| value == Usd::ZERO));
        for part in &settlement.parts {
            prop_assert_eq!(part.expired > Credits::ZERO, part.lot.is_expired(at) && part.held > part.captured);
        }
    }

    #[test]
    fn a_lot_releases_what_was_paid_for_it_however_it_is_cut(paid in 1i64..500_000_000, cuts in prop::collection::vec(1i64..1_000_000_000, 1..20)) {
        let original: i64 = cuts.iter().sum();
        let mut lot = Lot {
            id: LotId::from_bits(9), kind: LotKind::Paid, original: Credits::from_micro(original),
            remaining: Credits::from_micro(original), held: Credits::ZERO, paid: Usd::from_micro(paid), expires_at: None,
        };
        let mut released = 0;
        for cut in cuts {
            let amount = Credits::from_micro(cut);
            let parts = allocate(&[lot], amount, NOW).expect("enough").parts;
            let settlement = settle(&parts, &[lot], amount, CUSTOMER, SPLIT, NOW).expect("settles");
            released += settlement.to_creator.micro() + settlement.to_platform.micro();
            lot.remaining = lot.remaining.minus(amount).expect("enough");
        }
        prop_assert_eq!(released, paid);
    }
}

#[test]
fn lots_are_spent_soonest_to_expire_first_and_granted_before_paid() {
    let lot = |bits, kind, expires: Option<i64>| Lot {
        id: LotId::from_bits(bits),
        kind,
        original: Credits::whole(10),
        remaining: Credits::whole(10),
        held: Credits::ZERO,
        paid: Usd::ZERO,
        expires_at: expires.map(Timestamp::from_micros),
    };
    let lots = [
        lot(1, LotKind::Paid, None),
        lot(2, LotKind::Granted, None),
        lot(3, LotKind::Paid, Some(3_000_000)),
        lot(4, LotKind::Granted, Some(900_000)),
    ];
    let order: Vec<LotId> =
        allocate(&lots, Credits::whole(25), NOW).expect("enough").parts.iter().map(|part| part.lot).collect();
    assert_eq!(order, [3, 2, 1].map(LotId::from_bits), "the expired lot 4 is left alone");
}

#[test]
fn more_than_the_hold_is_never_captured() {
    let lots = [Lot {
        id: LotId::from_bits(1),
        kind: LotKind::Granted,
        original: Credits::whole(10),
        remaining: Credits::whole(10),
        held: Credits::whole(4),
        paid: Usd::ZERO,
        expires_at: None,
    }];
    let parts = allocate(&lots, Credits::whole(4), NOW).expect("enough").parts;
    assert!(settle(&parts, &lots, Credits::whole(5), CUSTOMER, SPLIT, NOW).is_err());
}

#[test]
fn only_balanced_transactions_exist() {
    let lot = Lot {
        id: LotId::from_bits(1),
        kind: LotKind::Paid,
        original: Credits::whole(500),
        remaining: Credits::whole(500),
        held: Credits::whole(1),
        paid: Usd::whole(20),
        expires_at: Some(NOW),
    };
    assert_eq!(issue(CUSTOMER, &lot).expect("balances").entries().len(), 4);
    assert_eq!(expire(CUSTOMER, &lot).expect("fits").expect("something is free").entries().len(), 4);
    let leg = |side, amount| Entry { account: CUSTOMER, asset: Asset::Credit, side, amount, lot: None };
    assert!(Transaction::new(Code::Grant, vec![leg(Side::Debit, 1), leg(Side::Credit, 2)]).is_err());
    assert!(Transaction::new(Code::Grant, vec![leg(Side::Debit, 0), leg(Side::Credit, 0)]).is_err());
    assert!(Transaction::new(Code::Grant, vec![leg(Side::Debit, 1)]).is_err());
}
