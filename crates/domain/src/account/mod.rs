//! Owners, users, roles, whoever is asking, and what it may.

mod authorise;
mod field;
mod key_scope;
mod role;
mod user;
mod viewer;

pub use authorise::{Action, Denied, Object, authorise, authorised_owner};
pub use field::{check_email, check_full_name, check_password, check_username, normalised_email};
pub use key_scope::{KeyScope, KeyScopes};
pub use role::{OwnerKind, Role};
pub use user::User;
pub use viewer::{Means, Viewer};
