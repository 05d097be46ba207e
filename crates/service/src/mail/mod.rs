//! Letters: written into the database with what they tell of, sent by a task of their own.

mod letter;
mod outbox;
mod security;
mod transport;

pub(crate) use letter::{known_address, new_device, password_changed, run_finished, verify_email};
pub use outbox::Outbox;
pub(crate) use security::{
    Seen, guessed_codes, password_was_reset, reset_password, reused_token, second_factor_given_up, second_factor_off,
    second_factor_on,
};
pub use transport::Transport;
