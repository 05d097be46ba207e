//! Owners, users, roles, whoever is asking, and what it may.

mod authorise;
mod device;
mod field;
mod key_scope;
mod preferences;
mod presence;
mod role;
mod user;
mod viewer;

pub use authorise::{Action, Denied, Object, authorise, authorised_owner};
pub use device::Device;
pub use field::{
    MAX_BIO, check_bio, check_email, check_full_name, check_password, check_username, normalised_email, tidy_bio,
};
pub use key_scope::{KeyScope, KeyScopes};
pub use preferences::{Language, Notices, Preferences, Theme};
pub use presence::{Door, Outcome, Presence, PresenceId, SignIn};
pub use role::{OwnerKind, Role};
pub use user::{User, avatar_path};
pub use viewer::{Means, Viewer};
