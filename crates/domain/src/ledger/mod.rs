//! The arithmetic of the ledger: double entry in two assets, lots of credits, holds over lots (decisions 1 to 9).
//!
//! Nothing here reads or writes: `service::ledger` does, and `service::ledger::post` is the only writer.

mod balance;
mod entry;
mod hold;
mod line;
mod lot;
mod settlement;

pub use balance::Balance;
pub use entry::{Asset, Code, Entry, PlatformAccount, Side, Transaction, TransactionError};
pub use hold::{Allocation, HoldPart, HoldStatus, Shortfall, allocate};
pub use line::StatementLine;
pub use lot::{Lot, LotKind};
pub use settlement::{CREATOR_PERCENT, PartSettlement, Settlement, SettlementError, Split, expire, issue, settle};
