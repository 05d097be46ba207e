//! Trials (C12): an agent that its manifest marks so runs a few times without an account.
//!
//! Who has no account is known by marks: a device by a cookie of ours, a network by the beginning of its address, a browser
//! by its network and what it says of itself. None of them is kept, only keyed hashes. Each has its own limit (decision 38),
//! and so have all trials of a day together. What is counted is given back when a run ends without a result.
//!
//! A device that has run something is an owner, so its runs are rows like everybody's and nobody else's. When somebody signs
//! in on the device, they become the account's ([`adopt`]). Not at sign-up: there the answer must be the same whether the
//! address has an account or not, and runs that vanish would tell.

mod adopt;
mod begin;
mod device;
mod forget;
mod marks;
mod offer;
mod ranges;
mod rules;
mod viewer;

pub use adopt::adopt;
pub(crate) use adopt::finish_moves;
pub(crate) use begin::begin;
pub use device::Device;
pub(crate) use forget::forget;
pub use marks::{Marks, Seen};
pub use offer::{Offer, offer};
pub use ranges::{BadRanges, Ranges};
pub use rules::Rules;
pub use viewer::viewer_of_device;
