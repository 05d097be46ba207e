//! Dependencies: which packages files name, and which published advisories are about their versions.
//!
//! | module | what it knows |
//! |---|---|
//! | `manifest` | files that name packages, and how each is read |
//! | `version` | which version is newer, by each ecosystem's own order |
//! | `advisory` | the snapshot of advisories that is shipped |
//! | `compare` | packages against advisories |

mod advisory;
mod compare;
mod manifest;
mod version;

pub(crate) use self::advisory::Snapshot;
pub(crate) use self::compare::compare;
pub(crate) use self::manifest::{Manifest, Package, packages};

/// A world of packages with one kind of versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Ecosystem {
    /// Python's.
    PyPi,
    /// JavaScript's.
    Npm,
    /// Go's modules.
    Go,
    /// Rust's.
    Crates,
    /// Java's.
    Maven,
    /// PHP's.
    Packagist,
}

impl Ecosystem {
    /// All.
    pub(crate) const ALL: [Self; 6] = [Self::PyPi, Self::Npm, Self::Go, Self::Crates, Self::Maven, Self::Packagist];

    /// The name by the Open Source Vulnerability format.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::PyPi => "PyPI",
            Self::Npm => "npm",
            Self::Go => "Go",
            Self::Crates => "crates.io",
            Self::Maven => "Maven",
            Self::Packagist => "Packagist",
        }
    }

    /// A name as it is compared: Python's know neither case nor which sign stands between words.
    pub(crate) fn plain(self, name: &str) -> String {
        match self {
            Self::PyPi => {
                let mut plain = String::with_capacity(name.len());
                for c in name.chars() {
                    match c {
                        '-' | '_' | '.' if plain.ends_with('-') => {}
                        '-' | '_' | '.' => plain.push('-'),
                        c => plain.extend(c.to_lowercase()),
                    }
                }
                plain
            }
            Self::Packagist => name.to_lowercase(),
            _ => name.to_owned(),
        }
    }
}
