//! One ledger: the entries of a paid run, as its settlement makes them.

use domain::credits::{Credits, LIST_VALUE, Usd};
use domain::id::{AccountId, LotId, PLATFORM};
use domain::ledger::{
    Asset, CREATOR_PERCENT, Entry, HoldPart, Lot, LotKind, PlatformAccount, Settlement, Side, Split, settle,
};
use domain::time::Timestamp;
use leptos::prelude::*;

use crate::text::home as text;

/// The customer's account and lot in the example. Ids of accounts that are there have a time in them and so are larger.
const CUSTOMER: AccountId = AccountId::from_bits(100);
const LOT: LotId = LotId::from_bits(100);

/// A hold of `held`, of credits bought at the list value, closed with `captured`. `None` where the sums do not fit.
pub(super) fn settled(held: Credits, captured: Credits) -> Option<Settlement> {
    let lot = Lot {
        id: LOT,
        kind: LotKind::Paid,
        original: held,
        remaining: held,
        held,
        paid: held.worth(LIST_VALUE)?,
        expires_at: None,
    };
    let split = Split { creator: PLATFORM, creator_percent: CREATOR_PERCENT };
    let part = HoldPart { lot: LOT, amount: held };
    settle(&[part], &[lot], captured, CUSTOMER, split, Timestamp::from_micros(0)).ok()
}

/// The entries, one side beside the other, and what each side comes to.
#[component]
pub(super) fn Ledger(
    /// The fee of the run.
    fee: Credits,
) -> impl IntoView {
    let capture = settled(fee, fee).and_then(|settlement| settlement.capture);
    capture.map(|capture| {
        let entries = capture.entries();
        view! {
            <div class="exhibit space-y-4">
                {table(text::LEDGER_CREDITS, Asset::Credit, entries)} {table(text::LEDGER_DOLLARS, Asset::Usd, entries)}
            </div>
        }
    })
}

fn table(title: &'static str, asset: Asset, entries: &[Entry]) -> impl IntoView + use<> {
    let of_asset = || entries.iter().filter(move |entry| entry.asset == asset);
    let sum = |side: Side| of_asset().filter(|entry| entry.side == side).map(|entry| entry.amount).sum::<i64>();
    let lines = of_asset()
        .map(|entry| {
            let shown = figure(asset, entry.amount);
            let (debit, credit) = match entry.side {
                Side::Debit => (shown, String::new()),
                Side::Credit => (String::new(), shown),
            };
            view! {
                <tr>
                    <th scope="row">{name(entry.account)}</th>
                    <td>{debit}</td>
                    <td>{credit}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="entries">
            <thead>
                <tr>
                    <th scope="col">{title}</th>
                    <th scope="col">{text::LEDGER_DEBIT}</th>
                    <th scope="col">{text::LEDGER_CREDIT}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{text::LEDGER_SUM}</th>
                    <td>{figure(asset, sum(Side::Debit))}</td>
                    <td>{figure(asset, sum(Side::Credit))}</td>
                </tr>
            </tfoot>
        </table>
    }
}

fn figure(asset: Asset, amount: i64) -> String {
    match asset {
        Asset::Credit => Credits::from_micro(amount).exact(),
        Asset::Usd => format!("${}", Usd::from_micro(amount).exact()),
    }
}

fn name(account: AccountId) -> &'static str {
    let is = |platform: PlatformAccount| platform.id() == account;
    if is(PlatformAccount::Redeemed) {
        text::ACCOUNT_REDEEMED
    } else if is(PlatformAccount::DeferredRevenue) {
        text::ACCOUNT_DEFERRED
    } else if is(PlatformAccount::CreatorPayable(PLATFORM)) {
        text::ACCOUNT_CREATOR
    } else if is(PlatformAccount::Revenue) {
        text::ACCOUNT_PLATFORM
    } else {
        text::ACCOUNT_CUSTOMER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_that_is_shown_has_a_name_and_the_customer_is_the_only_one_without_a_platforms() {
        let fee = Credits::whole(4);
        let capture = settled(fee, fee).and_then(|settlement| settlement.capture).expect("something is captured");
        let names: Vec<_> = capture.entries().iter().map(|entry| name(entry.account)).collect();
        assert_eq!(
            names,
            [
                text::ACCOUNT_CUSTOMER,
                text::ACCOUNT_REDEEMED,
                text::ACCOUNT_DEFERRED,
                text::ACCOUNT_CREATOR,
                text::ACCOUNT_PLATFORM
            ]
        );
        assert!(settled(fee, Credits::ZERO).expect("it closes").capture.is_none());
    }
}
