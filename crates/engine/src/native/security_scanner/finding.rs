//! What was found, where, how bad it is, and what would mend it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::rule::Rule;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Low,
    /// To be mended with the next work on it.
    Medium,
    /// To be mended soon.
    High,
    /// To be mended now.
    Critical,
}

impl Severity {
    /// All, the worst first.
    pub(crate) const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// Reads the word.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.as_str() == text)
    }

    /// The number by which GitHub and others sort SARIF results: the middle of CVSS's band of that name.
    pub(crate) const fn score(self) -> &'static str {
        match self {
            Self::Low => "2.0",
            Self::Medium => "5.5",
            Self::High => "8.0",
            Self::Critical => "9.5",
        }
    }
}

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A place to look at.
    Low,
    /// Likely.
    Medium,
    /// Seen from end to end, or proved by a checksum.
    High,
}

impl Confidence {
    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Where it is; lines and columns are counted from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The first line.
    pub(crate) line: u32,
    /// The column of its first character.
    pub(crate) column: u32,
    /// The last line.
    pub(crate) end_line: u32,
    /// The column behind its last character.
    pub(crate) end_column: u32,
}

/// A replacement of some bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Which bytes.
    pub(crate) range: Range<usize>,
    /// What stands there instead.
    pub(crate) text: String,
}

/// What is known of a package that an advisory is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Affected {
    /// `PyPI`, `npm` …
    pub(crate) ecosystem: &'static str,
    /// Its name.
    pub(crate) package: String,
    /// The version in use.
    pub(crate) version: String,
    /// The advisory's id and its aliases.
    pub(crate) ids: Vec<String>,
    /// The first version without it.
    pub(crate) fixed: Option<String>,
    /// Where it is told.
    pub(crate) url: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// By which rule.
    pub(crate) rule: &'static Rule,
    /// The file.
    pub(crate) path: String,
    /// Where in it.
    pub(crate) place: Place,
    /// How bad it is.
    pub(crate) severity: Severity,
    /// How sure it is.
    pub(crate) confidence: Confidence,
    /// What is there, in a sentence; holds no secret.
    pub(crate) message: String,
    /// The line, or its middle, without secrets.
    pub(crate) excerpt: String,
    /// What would mend it by itself; none where a person has to decide.
    pub(crate) edits: Vec<Edit>,
    /// The package, where an advisory told it.
    pub(crate) affected: Option<Affected>,
}

impl Finding {
    /// The worst first; then by file and place.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        other
            .severity
            .cmp(&self.severity)
            .then_with(|| other.confidence.cmp(&self.confidence))
            .then_with(|| self.path.cmp(&other.path))
            .then_with(|| self.place.cmp(&other.place))
            .then_with(|| self.rule.id.cmp(other.rule.id))
            .then_with(|| self.message.cmp(&other.message))
    }
}
