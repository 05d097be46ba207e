//! The forms of the settings.

pub mod avatar;
pub mod password;
pub mod preferences;
pub mod profile;
pub mod sessions;
