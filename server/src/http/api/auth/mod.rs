//! Accounts and tokens (A1–A3). Browsers hold a session cookie instead (decision 31) and never come here.

pub(crate) mod avatar;
pub(crate) mod change_password;
pub(crate) mod forgot_password;
pub(crate) mod logout;
pub(crate) mod me;
pub(crate) mod preferences;
pub(crate) mod refresh;
pub(crate) mod register;
pub(crate) mod reset_password;
pub(crate) mod sessions;
pub(crate) mod sign_ins;
pub(crate) mod token;
pub(crate) mod update_me;
pub(crate) mod verify_email;

pub use change_password::change_password;
pub use forgot_password::forgot_password;
pub use logout::logout;
pub use me::me;
pub use refresh::refresh;
pub use register::register;
pub use reset_password::reset_password;
pub use sign_ins::sign_ins;
pub use token::{TokenPair, token};
pub use update_me::update_me;
pub use verify_email::verify_email;
