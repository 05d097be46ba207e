//! Accounts: signing up, proving the address, signing in and out, tokens; profile, password,
//! preferences, sessions; forgotten passwords, second factors.

mod avatar;
mod change_password;
mod create_admin;
mod enter;
mod error;
mod forgot_password;
mod history;
mod me;
mod origin;
mod password;
mod preferences;
mod presences;
mod profile;
mod register;
mod resend_verification;
mod reset_password;
pub mod second_factor;
mod sign_in;
mod sign_out;
mod token;
mod tokens;
mod verify_email;
mod viewer;
mod with_password;
mod ws_ticket;

pub use avatar::{MAX_AVATAR_BYTES, SIDE as AVATAR_SIDE, avatar, remove_avatar, set_avatar};
pub use change_password::change_password;
pub use create_admin::create_admin;
pub use error::Error;
pub use forgot_password::forgot_password;
pub(crate) use forgot_password::write_reset_letters;
pub use history::sign_in_history;
pub use me::me;
pub use origin::Origin;
pub(crate) use preferences::time_zone;
pub use preferences::{check_own_ceiling, choose_preferences, choose_theme, preferences};
pub use presences::{end_other_presences, end_presence, list_presences};
pub use profile::{Profile, update_profile};
pub use register::{Register, register};
pub use resend_verification::resend_verification;
pub use reset_password::{is_reset_open, reset_password};
pub(crate) use second_factor::reseal as reseal_second_factors;
pub use sign_in::{SignIn, SignedIn, sign_in};
pub use sign_out::sign_out;
pub use tokens::{Tokens, issue_tokens, refresh_tokens, revoke_tokens};
pub use verify_email::{Verified, WELCOME, verify_email};
pub use viewer::{find_owner_by_login, viewer_of_bearer, viewer_of_session};
pub use ws_ticket::{WS_TICKET_LIFE, issue_ws_ticket, redeem_ws_ticket};

/// SHA-256 of a secret token: all that is kept of it.
pub(crate) fn token_hash(token: &str) -> String {
    store::blobs::sha256(token.as_bytes())
}
