//! English.

pub mod account;
pub mod chrome;
pub mod console;
pub mod copy;
pub mod credits;
pub mod history;
pub mod home;
pub mod keys;
pub mod listing;
pub mod market;
pub mod money;
pub mod problem;
pub mod receipt;
pub mod run;
pub mod settings;
pub mod sign_up;
pub mod trial;
pub mod unit;
pub mod usage;

/// The name of the place.
pub const NAME: &str = "Guildhall";

/// A page's title as the browser shows it.
pub fn title(page: &str) -> String {
    format!("{page} · {NAME}")
}
