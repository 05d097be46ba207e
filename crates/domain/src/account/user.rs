//! A person with an account.

use serde::{Deserialize, Serialize};

use super::Role;
use crate::id::{OwnerId, UserId};
use crate::time::Timestamp;

/// A person with an account, without anything secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The person.
    pub id: UserId,
    /// The owner that stands for the person: balance, runs, keys belong to it.
    pub owner_id: OwnerId,
    /// In lower case.
    pub email: String,
    /// 3 to 20 characters.
    pub username: String,
    /// As the person writes it.
    pub full_name: String,
    /// What the person may.
    pub role: Role,
    /// When the address was proven; nothing can be spent before.
    pub email_verified_at: Option<Timestamp>,
    /// When an admin closed the account.
    pub suspended_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}
