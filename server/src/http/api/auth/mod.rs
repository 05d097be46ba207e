//! Accounts and tokens (A1–A3). Browsers hold a session cookie instead (decision 31) and never come here.

pub(crate) mod logout;
pub(crate) mod me;
pub(crate) mod refresh;
pub(crate) mod register;
pub(crate) mod token;
pub(crate) mod verify_email;

pub use logout::logout;
pub use me::me;
pub use refresh::refresh;
pub use register::register;
pub use token::{TokenPair, token};
pub use verify_email::verify_email;
