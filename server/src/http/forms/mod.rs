//! The pages' forms, one file each (decision 32): plain posts, which work without a script.
//!
//! What fits is answered 303 to a path of ours; what does not, by the same page with what was typed, except passwords.

pub mod cancel;
pub mod delete;
pub mod forgot_password;
pub mod keep;
pub mod keys;
pub mod receipt;
pub mod resend;
pub mod reset_password;
pub mod run;
pub mod second_factor;
pub mod settings;
pub mod share;
pub mod sign_in;
pub mod sign_in_code;
pub mod sign_out;
pub mod sign_up;
pub mod theme;
mod typed;
pub mod verify;

pub(crate) use typed::Typed;
