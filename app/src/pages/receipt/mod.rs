//! Receipts: `/runs/:id/receipt`, and `/receipts`, which checks one.

mod check;
mod sheet;

pub(super) use check::CheckReceipt;
pub(super) use sheet::ReceiptPage;
