//! What programs ask for: every request of the API is noted, and added up for its owner.

mod mine;
mod recorder;

pub use mine::{KEPT_DAYS, mine};
pub use recorder::{Call, Recorder, note};
pub use store::api_calls::ApiCall;

pub(crate) use recorder::{Inbox, inbox};
