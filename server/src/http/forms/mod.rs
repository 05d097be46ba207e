//! The pages' forms, one file each (decision 32): plain posts, which work without a script.
//!
//! What fits is answered 303 to a path of ours; what does not, by the same page with what was typed, except passwords.

pub mod cancel;
pub mod receipt;
pub mod keys;
pub mod resend;
pub mod run;
pub mod sign_in;
pub mod sign_out;
pub mod sign_up;
pub mod theme;
mod typed;
pub mod verify;

pub(crate) use typed::Typed;
