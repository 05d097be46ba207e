//! Entries and the transactions that they form: positive amounts, a side each, balanced per asset.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, LotId, OwnerId, PLATFORM};

/// What is counted; each in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asset {
    /// Credits: issued, held, redeemed.
    Credit,
    /// Dollars: clearing, deferred, payable, revenue.
    Usd,
}

/// The side of an entry. Every account here grows on the credit side, except those named otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The left one.
    Debit,
    /// The right one.
    Credit,
}

/// Why a transaction was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Credits given.
    Grant,
    /// Credits bought.
    TopUp,
    /// A run's hold captured.
    Capture,
    /// A lot ran out of time.
    Expire,
}

/// Accounts of the platform, which store no balance: they are the sums of their entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlatformAccount {
    /// Credits that were ever issued (grows on the debit side).
    Issued,
    /// Credits that were spent.
    Redeemed,
    /// Credits that ran out of time.
    Expired,
    /// Dollars that came in and are not paid out to the bank yet (grows on the debit side).
    Clearing,
    /// Dollars that customers paid for credits not yet spent.
    DeferredRevenue,
    /// The platform's part.
    Revenue,
    /// Dollars owed to a creator.
    CreatorPayable(OwnerId),
}

impl PlatformAccount {
    /// The account's id: fixed for the platform's own, made from the creator's for what is owed to it.
    pub fn id(self) -> AccountId {
        let bits = match self {
            Self::Issued => 1,
            Self::Redeemed => 2,
            Self::Expired => 3,
            Self::Clearing => 4,
            Self::DeferredRevenue => 5,
            Self::Revenue => 6,
            // A v7 id has a time in its upper bits and so never meets the small numbers above; the platform's own is 1.
            Self::CreatorPayable(owner) if owner == PLATFORM => 7,
            Self::CreatorPayable(owner) => owner.bits(),
        };
        AccountId::from_bits(bits)
    }

    /// The word that is stored.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Redeemed => "redeemed",
            Self::Expired => "expired",
            Self::Clearing => "clearing",
            Self::DeferredRevenue => "deferred_revenue",
            Self::Revenue => "revenue",
            Self::CreatorPayable(_) => "creator_payable",
        }
    }

    /// The asset it counts.
    pub const fn asset(self) -> Asset {
        match self {
            Self::Issued | Self::Redeemed | Self::Expired => Asset::Credit,
            Self::Clearing | Self::DeferredRevenue | Self::Revenue | Self::CreatorPayable(_) => Asset::Usd,
        }
    }

    /// Whose it is.
    pub const fn owner(self) -> OwnerId {
        match self {
            Self::CreatorPayable(owner) => owner,
            _ => PLATFORM,
        }
    }
}

/// One leg of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The account.
    pub account: AccountId,
    /// What is counted.
    pub asset: Asset,
    /// On which side.
    pub side: Side,
    /// How much, in millionths; above zero.
    pub amount: i64,
    /// The lot that it touches, for a customer's credits.
    pub lot: Option<LotId>,
}

/// Why entries form no transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransactionError {
    /// Fewer than two entries.
    #[error("a transaction needs at least two entries")]
    TooFew,
    /// An amount that is not above zero.
    #[error("an entry's amount is above zero")]
    NotPositive,
    /// Debits and credits differ.
    #[error("debits and credits of {0:?} differ")]
    Unbalanced(Asset),
}

/// A balanced set of entries: there is no way to make another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    code: Code,
    entries: Vec<Entry>,
}

impl Transaction {
    /// Refuses what does not balance in each asset.
    pub fn new(code: Code, entries: Vec<Entry>) -> Result<Self, TransactionError> {
        if entries.len() < 2 {
            return Err(TransactionError::TooFew);
        }
        if entries.iter().any(|entry| entry.amount <= 0) {
            return Err(TransactionError::NotPositive);
        }
        for asset in [Asset::Credit, Asset::Usd] {
            let sum: i128 = entries
                .iter()
                .filter(|entry| entry.asset == asset)
                .map(|entry| match entry.side {
                    Side::Debit => -i128::from(entry.amount),
                    Side::Credit => i128::from(entry.amount),
                })
                .sum();
            if sum != 0 {
                return Err(TransactionError::Unbalanced(asset));
            }
        }
        Ok(Self { code, entries })
    }

    /// Why it is posted.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Its legs.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

macro_rules! words {
    ($name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// The word that is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Reads the stored word.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words!(Asset { Credit = "credit", Usd = "usd" });
words!(Side { Debit = "debit", Credit = "credit" });
words!(Code { Grant = "grant", TopUp = "top_up", Capture = "capture", Expire = "expire" });
