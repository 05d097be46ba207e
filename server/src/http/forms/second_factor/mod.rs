//! The forms of the second factor's page, one file each.

pub mod begin;
pub mod confirm;
pub mod turn_off;

/// The page that all of them belong to.
const PAGE: &str = "/account/security/second-factor";
