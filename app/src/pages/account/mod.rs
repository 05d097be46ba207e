//! Making an account, signing in, verifying an address.

mod forgot_password;
mod reset_password;
mod sheet;
mod sign_in;
mod sign_in_code;
mod sign_up;
mod verify;

pub(super) use forgot_password::ForgotPassword;
pub(super) use reset_password::ResetPassword;
pub(super) use sheet::Refused;
pub(super) use sign_in::SignIn;
pub(super) use sign_in_code::SignInCode;
pub(super) use sign_up::SignUp;
pub(super) use verify::Verify;
