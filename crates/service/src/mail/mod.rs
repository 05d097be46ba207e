//! Letters: written into the database with what they tell of, sent by a task of their own.

mod letter;
mod outbox;
mod transport;

pub(crate) use letter::{known_address, new_device, password_changed, run_finished, verify_email};
pub use outbox::Outbox;
pub use transport::Transport;
