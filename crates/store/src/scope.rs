//! Whose rows a transaction sees.

use domain::id::OwnerId;

/// Whose rows a transaction sees: set inside the transaction on PostgreSQL, where row-level security enforces it.
///
/// On SQLite the scope is kept by the code alone: every query of a tenant's rows names the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The rows of one owner.
    Owner(OwnerId),
    /// No tenant's rows.
    Public,
    /// All rows. Only for named service functions: sign-in, settlement, sweeper, `verify`.
    System,
}

impl Scope {
    /// The text that PostgreSQL's policies compare with.
    pub(crate) fn setting(self) -> String {
        match self {
            Self::Owner(id) => id.to_string(),
            Self::Public => "public".to_owned(),
            Self::System => "system".to_owned(),
        }
    }
}
