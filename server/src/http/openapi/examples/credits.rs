//! Balance and statement.

use domain::credits::Credits;
use domain::id::TransactionId;
use domain::ledger::{Balance, Code, StatementLine};
use domain::page::Page;
use domain::time::Micros;

use super::runs::RUN;
use super::{ASKED_AT, Example, bits, json};

pub(super) fn examples() -> Vec<Example> {
    let balance = Balance::new(Credits::whole(96), Credits::whole(4));
    vec![json("showBalance", "200", &balance), json("listTransactions", "200", &statement())]
}

fn statement() -> Page<StatementLine> {
    let charged = StatementLine {
        id: TransactionId::from_bits(bits(2)),
        code: Code::Capture,
        at: ASKED_AT.plus(Micros::seconds(2)),
        amount: Credits::whole(-4),
        run_id: Some(RUN),
        memo: "Data cleaning".to_owned(),
    };
    let welcome = StatementLine {
        id: TransactionId::from_bits(bits(1)),
        code: Code::Grant,
        at: ASKED_AT.minus(Micros::days(20)),
        amount: Credits::whole(100),
        run_id: None,
        memo: "Welcome".to_owned(),
    };
    Page { data: vec![charged, welcome], total: 2, page: 1, per_page: 20, total_pages: 1, next_cursor: None }
}
