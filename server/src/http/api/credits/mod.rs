//! Credits: what the viewer has, and where it came from and went.

pub(crate) mod balance;
pub(crate) mod transactions;

pub use balance::balance;
pub use transactions::transactions;
