//! What an API key may be used for.

use serde::{Deserialize, Serialize};

/// One thing that an API key may be used for. A key never widens what its owner may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KeyScope {
    /// Who the owner is: name, address of mail, plan, usage.
    #[serde(rename = "account:read")]
    AccountRead,
    /// Runs with their events and files.
    #[serde(rename = "runs:read")]
    RunsRead,
    /// Starting, stopping and deleting runs; spends credits.
    #[serde(rename = "runs:write")]
    RunsWrite,
    /// Balance and transactions.
    #[serde(rename = "credits:read")]
    CreditsRead,
}

impl KeyScope {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::AccountRead, Self::RunsRead, Self::RunsWrite, Self::CreditsRead];

    /// The word that is stored, sent and shown.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountRead => "account:read",
            Self::RunsRead => "runs:read",
            Self::RunsWrite => "runs:write",
            Self::CreditsRead => "credits:read",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KeyScopes(u8);

impl KeyScopes {
    /// Whether the scope is among them.
    pub const fn has(self, scope: KeyScope) -> bool {
        self.0 & scope.bit() != 0
    }

    /// The scopes, in the order they are shown.
    pub fn iter(self) -> impl Iterator<Item = KeyScope> {
        KeyScope::ALL.into_iter().filter(move |scope| self.has(*scope))
    }
}

impl FromIterator<KeyScope> for KeyScopes {
    fn from_iter<I: IntoIterator<Item = KeyScope>>(scopes: I) -> Self {
        Self(scopes.into_iter().fold(0, |bits, scope| bits | scope.bit()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_it_was_made_of() {
        let scopes: KeyScopes = [KeyScope::CreditsRead, KeyScope::RunsRead].into_iter().collect();
        assert!(scopes.has(KeyScope::RunsRead) && !scopes.has(KeyScope::RunsWrite));
        assert_eq!(scopes.iter().collect::<Vec<_>>(), [KeyScope::RunsRead, KeyScope::CreditsRead]);
        assert_eq!(KeyScopes::default().iter().count(), 0);
    }

    #[test]
    fn each_word_is_read_again() {
        for scope in KeyScope::ALL {
            assert_eq!(KeyScope::parse(scope.as_str()), Some(scope));
            assert_eq!(serde_json::to_value(scope).expect("a word"), scope.as_str());
        }
        assert_eq!(KeyScope::parse("everything"), None);
    }
}
