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
    /// What the person says about itself, in plain text; may be empty.
    pub bio: String,
    /// Where its picture is, as a path of ours; without one, initials stand for it.
    pub avatar_path: Option<String>,
    /// What the person may.
    pub role: Role,
    /// When the address was proven; nothing can be spent before.
    pub email_verified_at: Option<Timestamp>,
    /// When an admin closed the account.
    pub suspended_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Where the picture of an owner with that content (SHA-256 in hexadecimal) is. What is there never changes.
pub fn avatar_path(owner: OwnerId, sha256: &str) -> String {
    format!("/avatars/{owner}/{sha256}")
}

impl User {
    /// What stands for a person without a picture: the first letters of the first and the last word of the name.
    pub fn initials(&self) -> String {
        let mut words = self.full_name.split_whitespace();
        let letters = [words.next(), words.next_back()];
        let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
        letters.into_iter().flatten().filter_map(first).flat_map(char::to_uppercase).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        let named = |name: &str| {
            let user = User {
                id: UserId::from_bits(1),
                owner_id: OwnerId::from_bits(1),
                email: String::new(),
                username: String::new(),
                full_name: name.to_owned(),
                bio: String::new(),
                avatar_path: None,
                role: Role::User,
                email_verified_at: None,
                suspended_at: None,
                created_at: Timestamp::default(),
            };
            user.initials()
        };
        let shown = ["Ada Lovelace", "ada", "Ana María de la Cruz", "(Zoë) 7", "…"].map(named);
        assert_eq!(shown, ["AL", "A", "AC", "Z7", ""]);
    }
}
