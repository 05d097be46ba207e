//! The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for when the phone is gone.
//!
//! Setting up: [`begin`] (with the password) makes a secret and ten recovery codes, [`show`] shows them, [`confirm`] takes the
//! first code. From then on the secret is never shown again and of the recovery codes only hashes are kept. Signing in:
//! the password gives a pending sign-in instead of a session, [`finish_sign_in`] takes a code for it, five times at most.
//! A code counts from one step of 30 s before its own to one after, and once: the last step that was taken is stored.
//!
//! The secret is stored sealed (AES-256-GCM) by a key that is made from the master secret, bound to the person.

mod begin;
mod confirm;
mod finish_sign_in;
mod give_up;
mod reseal;
mod secret;
mod show;
mod take;
mod turn_off;

pub use begin::begin;
pub use confirm::confirm;
pub(super) use finish_sign_in::PENDING_LIFE;
pub use finish_sign_in::{finish_sign_in, is_sign_in_pending};
pub use give_up::give_up;
pub(crate) use reseal::reseal;
pub use show::{SecondFactor, show};
pub(super) use take::{find_confirmed, take};
pub use turn_off::turn_off;

use domain::time::Micros;

/// What was begun and not confirmed for so long is not shown any more.
const SET_UP_LIFE: Micros = Micros::hours(1);
/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
