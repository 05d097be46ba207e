//! What an archive says of itself.

use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::Location;
use store::snapshot::{Applied, Table};

/// The layout that this program writes, and the newest that it reads.
pub(super) const FORMAT: u32 = 1;

/// What an archive says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the archive.
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// Of which database it is.
    pub kind: Kind,
    /// When it was begun, to the second.
    pub made_at: Timestamp,
    /// The newest migration that the database had.
    pub schema_version: i64,
    /// All of them.
    pub migrations: Vec<Applied>,
    /// The tables with their columns and the number of their rows, in the order in which they can be filled.
    pub tables: Vec<Table>,
    /// The fingerprint of the secret, where it was known.
    pub secret: Option<String>,
    /// Stored files.
    pub blobs: u64,
    /// The parts after the manifest, in order.
    pub parts: Vec<Part>,
}

/// Of which database an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// A part of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its path in the archive.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// The SHA-256 of its content in hexadecimal.
    pub sha256: String,
    /// Whether its content was what it must be. A stored file that is not what its name says was damaged before.
    pub is_sound: bool,
}

impl Part {
    /// A part whose content is not known yet, as long as any can be when it is written down.
    pub(super) fn planned(name: String) -> Self {
        Self { name, bytes: u64::MAX, sha256: "0".repeat(64), is_sound: false }
    }
}

impl Kind {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    pub(super) const fn dialect(self) -> store::Dialect {
        match self {
            Self::Sqlite => store::Dialect::Sqlite,
            Self::Postgres => store::Dialect::Postgres,
        }
    }
}

impl From<&Location> for Kind {
    fn from(location: &Location) -> Self {
        match location {
            Location::Sqlite(_) => Self::Sqlite,
            Location::Postgres(_) => Self::Postgres,
        }
    }
}

impl Manifest {
    /// The rows of all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// The parts that were damaged before they were copied.
    pub fn unsound(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(|part| !part.is_sound).map(|part| part.name.as_str())
    }

    /// Seconds since the epoch: the time of every entry of the archive.
    pub(super) fn seconds(&self) -> u64 {
        u64::try_from(self.made_at.as_micros() / 1_000_000).unwrap_or(0)
    }
}
