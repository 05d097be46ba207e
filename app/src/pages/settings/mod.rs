//! `/account…`: the settings of one's own account.
//!
//! Each page is a [`Settings`] frame around its own panels. A page more is a line in [`navigation`], a row in the table
//! of routes and a route in `app.rs`.

mod frame;
mod navigation;
mod preferences;
mod profile;
mod second_factor;
mod security;
mod zones;

pub(super) use preferences::Preferences;
pub(super) use profile::Profile;
pub(super) use second_factor::SecondFactorPage;
pub(super) use security::Security;
