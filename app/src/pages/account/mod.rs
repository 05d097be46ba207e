//! Making an account, signing in, verifying an address.

mod sheet;
mod sign_in;
mod sign_up;
mod verify;

pub(super) use sheet::Refused;
pub(super) use sign_in::SignIn;
pub(super) use sign_up::SignUp;
pub(super) use verify::Verify;
