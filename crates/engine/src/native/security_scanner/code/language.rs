//! The languages that are read as syntax trees.

use serde::{Deserialize, Serialize};

use super::reader::Reader;
use super::{go, java, javascript, php, python, rust};

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Python.
    Python,
    /// JavaScript, with JSX.
    JavaScript,
    /// TypeScript.
    TypeScript,
    /// TypeScript with JSX.
    Tsx,
    /// Go.
    Go,
    /// Java.
    Java,
    /// Rust.
    Rust,
    /// PHP.
    Php,
}

impl Language {
    /// All.
    pub const ALL: [Self; 8] =
        [Self::Python, Self::JavaScript, Self::TypeScript, Self::Tsx, Self::Go, Self::Java, Self::Rust, Self::Php];

    /// By the ending of a file's name.
    pub(crate) fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "py" | "pyw" => Self::Python,
            "js" | "jsx" | "mjs" | "cjs" => Self::JavaScript,
            "ts" | "mts" | "cts" => Self::TypeScript,
            "tsx" => Self::Tsx,
            "go" => Self::Go,
            "java" => Self::Java,
            "rs" => Self::Rust,
            "php" | "phtml" | "inc" | "php5" | "php7" => Self::Php,
            _ => return None,
        })
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Python => "Python",
            Self::JavaScript => "JavaScript",
            Self::TypeScript | Self::Tsx => "TypeScript",
            Self::Go => "Go",
            Self::Java => "Java",
            Self::Rust => "Rust",
            Self::Php => "PHP",
        }
    }

    /// Its grammar.
    pub(super) fn grammar(self) -> tree_sitter::Language {
        match self {
            Self::Python => tree_sitter_python::LANGUAGE.into(),
            Self::JavaScript => tree_sitter_javascript::LANGUAGE.into(),
            Self::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
            Self::Tsx => tree_sitter_typescript::LANGUAGE_TSX.into(),
            Self::Go => tree_sitter_go::LANGUAGE.into(),
            Self::Java => tree_sitter_java::LANGUAGE.into(),
            Self::Rust => tree_sitter_rust::LANGUAGE.into(),
            Self::Php => tree_sitter_php::LANGUAGE_PHP.into(),
        }
    }

    /// What its nodes mean.
    pub(super) fn reader(self) -> &'static dyn Reader {
        match self {
            Self::Python => &python::Python,
            Self::JavaScript | Self::TypeScript | Self::Tsx => &javascript::JavaScript,
            Self::Go => &go::Go,
            Self::Java => &java::Java,
            Self::Rust => &rust::Rust,
            Self::Php => &php::Php,
        }
    }
}
