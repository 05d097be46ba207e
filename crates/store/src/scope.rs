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

/// What a read sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Whose rows.
    pub(crate) scope: Scope,
    /// Whether all of it is as it was at one moment, whatever is written meanwhile.
    pub(crate) is_of_one_moment: bool,
}

impl From<Scope> for Sight {
    /// Each statement sees what is there when it runs.
    fn from(scope: Scope) -> Self {
        Self { scope, is_of_one_moment: false }
    }
}

impl Scope {
    /// All of a read as it was at one moment, whatever is written meanwhile. Costs more than without: for what is read by
    /// several statements and has to agree.
    #[must_use]
    pub fn at_one_moment(self) -> Sight {
        Sight { scope: self, is_of_one_moment: true }
    }

    /// The text that PostgreSQL's policies compare with.
    pub(crate) fn setting(self) -> String {
        match self {
            Self::Owner(id) => id.to_string(),
            Self::Public => "public".to_owned(),
            Self::System => "system".to_owned(),
        }
    }
}
