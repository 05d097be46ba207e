//! `/account…`: the settings of one's own account.
//!
//! Each page is a [`Settings`] frame around its own panels. A page more is a line in [`navigation`], a row in the table
//! of routes and a route in `app.rs`.

mod frame;
mod keys;
mod navigation;
mod preferences;
mod profile;
mod security;
mod usage;

pub(super) use keys::Keys;
pub(super) use preferences::Preferences;
pub(super) use profile::Profile;
pub(super) use security::Security;
pub(super) use usage::UsagePage;
