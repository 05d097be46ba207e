//! What an agent declares of itself in `agent.toml` (D10).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Category, Suite};
use crate::credits::Credits;
use crate::input::{Schema, Values};

/// The file `agent.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The name in addresses: lower case, digits, `-`.
    pub slug: String,
    /// 3 to 100 characters.
    pub name: String,
    /// 10 to 500 characters.
    pub tagline: String,
    /// At most 5,000 characters of Markdown.
    pub description: String,
    /// What it is for.
    pub category: Category,
    /// 1 to 10.
    pub tags: Vec<String>,
    /// The suite it belongs to, if any.
    #[serde(default)]
    pub suite: Option<Suite>,
    /// The name of an icon.
    #[serde(default)]
    pub icon: Option<String>,
    /// Whether it can be tried without an account.
    #[serde(default)]
    pub trial: bool,
    /// This release.
    pub version: VersionManifest,
    /// What it executes.
    pub program: Program,
    /// What it may reach; nothing unless said.
    #[serde(default)]
    pub permissions: Permissions,
    /// What it can do, a sentence each.
    #[serde(default)]
    pub capabilities: Vec<Point>,
    /// What it cannot do, a sentence each.
    #[serde(default)]
    pub limits: Vec<Point>,
    /// What it asks for.
    pub input: Schema,
    /// Inputs to try it with.
    #[serde(default)]
    pub samples: Vec<Sample>,
    /// Evaluation cases.
    #[serde(default)]
    pub cases: Vec<Case>,
}

/// A sentence on the listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The sentence.
    pub text: String,
}

/// A release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionManifest {
    /// Semantic: `1.2.0`.
    pub number: String,
    /// What is new, in a sentence or more.
    pub changes: String,
    /// The fee of a run, in credits, as text so that it is exact: `"4"`, `"0.5"`.
    pub fee_credits: String,
    /// Seconds of active time, 10 to 300.
    #[serde(default = "default_timeout")]
    pub timeout_seconds: u32,
    /// Whether equal inputs give equal outputs.
    #[serde(default)]
    pub deterministic: bool,
    /// JSON Schema of the output, as text; judged before a run is charged.
    pub output_schema: String,
}

fn default_timeout() -> u32 {
    300
}

/// What a version executes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Program {
    /// A Rust function shipped with Guildhall.
    Native {
        /// Its name.
        name: String,
    },
}

impl Program {
    /// What a person reads.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Native { .. } => "Native",
        }
    }
}

/// What a version may reach. The customer sees it before a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Permissions {
    /// Hosts.
    pub network: Vec<String>,
    /// Models.
    pub models: Vec<String>,
}

/// An input to try an agent with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// What a person reads.
    pub title: String,
    /// The file for the first file field, relative to the manifest.
    #[serde(default)]
    pub file: Option<String>,
    /// The other values.
    #[serde(default)]
    pub input: Values,
}

/// An evaluation case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// Whether customers may read it.
    #[serde(default)]
    pub public: bool,
    /// Files by field name, relative to the manifest.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// The other values.
    #[serde(default)]
    pub input: Values,
    /// What must hold; at least one.
    pub checks: Vec<CaseCheck>,
}

/// What must hold of a case's run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CaseCheck {
    /// The output has this value there.
    OutputEquals {
        /// JSON pointer (RFC 6901).
        pointer: String,
        /// The value.
        value: Value,
    },
    /// The output has a number there that is at least this.
    OutputAtLeast {
        /// JSON pointer.
        pointer: String,
        /// The bound.
        value: f64,
    },
    /// The output has a number there that is at most this.
    OutputAtMost {
        /// JSON pointer.
        pointer: String,
        /// The bound.
        value: f64,
    },
    /// The artifact has this text in it.
    ArtifactContains {
        /// Its name.
        artifact: String,
        /// The text.
        text: String,
    },
    /// The artifact has this text nowhere.
    ArtifactLacks {
        /// Its name.
        artifact: String,
        /// The text.
        text: String,
    },
    /// The artifact is this file, byte by byte.
    ArtifactEquals {
        /// Its name.
        artifact: String,
        /// The file, relative to the manifest.
        file: String,
    },
    /// Some message has this text in it.
    MessageContains {
        /// The text.
        text: String,
    },
    /// The run fails with this code.
    Fails {
        /// The code.
        code: String,
    },
}

/// Why a manifest cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct BadManifest {
    /// The field, as it stands in the file.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Manifest {
    /// The fee of a run.
    pub fn fee(&self) -> Option<Credits> {
        Credits::parse(&self.version.fee_credits)
    }

    /// Checks what the types leave open.
    pub fn validate(&self) -> Result<(), BadManifest> {
        let bad = |field: &str, reason: &str| Err(BadManifest { field: field.to_owned(), reason: reason.to_owned() });
        let count = |text: &str| text.trim().chars().count();
        let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.slug.is_empty() || self.slug.len() > 60 || !self.slug.chars().all(slug) || self.slug.starts_with('-') {
            return bad("slug", "1 to 60 of a-z, 0-9 and -");
        }
        if !(3..=100).contains(&count(&self.name)) {
            return bad("name", "3 to 100 characters are needed");
        }
        if !(10..=500).contains(&count(&self.tagline)) {
            return bad("tagline", "10 to 500 characters are needed");
        }
        if count(&self.description) > 5_000 {
            return bad("description", "at most 5,000 characters");
        }
        if !(1..=10).contains(&self.tags.len()) || self.tags.iter().any(|tag| count(tag) == 0 || count(tag) > 40) {
            return bad("tags", "1 to 10 tags of 1 to 40 characters are needed");
        }
        if !is_semantic(&self.version.number) {
            return bad("version.number", "a number like 1.2.0 is needed");
        }
        let free_or_priced =
            |fee: Credits| fee == Credits::ZERO || (Credits::whole(1)..=Credits::whole(10_000)).contains(&fee);
        if !self.fee().is_some_and(free_or_priced) {
            return bad("version.fee_credits", "0, or 1 to 10000 credits as text, with at most six decimals");
        }
        if !(10..=300).contains(&self.version.timeout_seconds) {
            return bad("version.timeout_seconds", "10 to 300 seconds");
        }
        if let Err(error) = self.input.validate() {
            return bad(&format!("input.{}", error.field), &error.reason);
        }
        if let Some(case) = self.cases.iter().find(|case| case.checks.is_empty()) {
            return bad("cases", &format!("the case {:?} checks nothing", case.name));
        }
        Ok(())
    }
}

fn is_semantic(number: &str) -> bool {
    let parts: Vec<&str> = number.split('.').collect();
    let whole = |part: &&str| !part.is_empty() && part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(whole)
}
