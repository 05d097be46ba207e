//! Owners, users, roles and whoever is asking.

mod field;
mod role;
mod user;
mod viewer;

pub use field::{check_email, check_full_name, check_password, check_username, normalised_email};
pub use role::{OwnerKind, Role};
pub use user::User;
pub use viewer::{Means, Viewer};
