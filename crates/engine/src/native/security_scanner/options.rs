//! What the customer asked for.

use domain::input::Values;
use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Serialize;
use serde_json::Value;

use super::finding::{Confidence, Severity};
use crate::context::Failure;

/// Patterns of names at most.
const MAX_PATTERNS: usize = 100;

/// Something to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Check {
    /// Keys, tokens, passwords.
    Secrets,
    /// Weak places in code.
    WeakCode,
    /// Packages that advisories are about.
    Dependencies,
}

impl Check {
    const ALL: [Self; 3] = [Self::Secrets, Self::WeakCode, Self::Dependencies];

    /// The field that asks for it.
    const fn field(self) -> &'static str {
        match self {
            Self::Secrets => "secrets",
            Self::WeakCode => "weak_code",
            Self::Dependencies => "dependencies",
        }
    }
}

/// What the customer asked for. Part of the inputs of each step that depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Options {
    /// Pasted code; empty if there is none.
    pub(crate) code: String,
    /// The name of the pasted code, which tells its language.
    pub(crate) name: String,
    /// Findings below are left out.
    pub(crate) least: Severity,
    /// Findings that are less sure are left out.
    pub(crate) least_confidence: Confidence,
    /// What is looked for.
    pub(crate) checks: Vec<Check>,
    /// Names to leave out, as patterns.
    pub(crate) exclude: Vec<String>,
    /// Whether folders of other people's code are read too.
    pub(crate) with_vendored: bool,
}

impl Options {
    /// From checked values.
    pub(crate) fn read(values: &Values) -> Self {
        let text = |name: &str| values.get(name).and_then(Value::as_str).unwrap_or_default();
        let is_on = |name: &str| values.get(name).and_then(Value::as_bool).unwrap_or(true);
        let name = text("filename").trim().trim_start_matches('/');
        Self {
            code: text("code").to_owned(),
            name: if name.is_empty() { guessed(text("code")) } else { name.replace("..", "_") },
            least: Severity::parse(text("severity")).unwrap_or(Severity::Low),
            least_confidence: match text("confidence") {
                "high" => Confidence::High,
                "medium" => Confidence::Medium,
                _ => Confidence::Low,
            },
            checks: Check::ALL.into_iter().filter(|check| is_on(check.field())).collect(),
            exclude: text("exclude")
                .split([',', '\n'])
                .map(|one| one.trim().to_owned())
                .filter(|one| !one.is_empty())
                .collect(),
            with_vendored: values.get("vendored").and_then(Value::as_bool).unwrap_or(false),
        }
    }

    /// Whether it is looked for.
    pub(crate) fn asks(&self, check: Check) -> bool {
        self.checks.contains(&check)
    }

    /// The patterns of names to leave out.
    pub(crate) fn excluded(&self) -> Result<GlobSet, Failure> {
        if self.exclude.len() > MAX_PATTERNS {
            return Err(Failure::new("bad_pattern", "At most 100 patterns of names can be left out."));
        }
        let mut set = GlobSetBuilder::new();
        for pattern in &self.exclude {
            // `tests/` means all within, at any depth.
            let whole = match pattern.strip_suffix('/') {
                Some(folder) => format!("{{{folder}/**,**/{folder}/**}}"),
                None if pattern.contains('/') => pattern.clone(),
                None => format!("**/{pattern}"),
            };
            let bad =
                |_| Failure::new("bad_pattern", format!("This pattern of names cannot be read: {}", short(pattern)));
            set.add(Glob::new(&whole).map_err(bad)?);
        }
        set.build().map_err(|_| Failure::new("bad_pattern", "The patterns of names are too many or too long."))
    }
}

fn short(pattern: &str) -> String {
    pattern.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// The name that pasted code gets by what it looks like.
fn guessed(code: &str) -> String {
    let has = |words: &[&str]| words.iter().any(|word| code.contains(word));
    let name = match () {
        () if has(&["<?php"]) => "pasted.php",
        () if has(&["package main", "func main()", "\nfunc ", ":= "]) && has(&["package ", "func "]) => "pasted.go",
        () if has(&["public class ", "import java.", "private static ", "public static void"]) => "pasted.java",
        () if has(&["fn main()", "let mut ", "use std::", "impl ", "pub fn "]) => "pasted.rs",
        () if has(&["def ", "import os", "elif ", "self.", "print("]) && !has(&["function ", "const "]) => "pasted.py",
        () if has(&["interface ", ": string", ": number"]) && has(&["const ", "function ", "export "]) => "pasted.ts",
        () if has(&["const ", "let ", "var ", "function", "=>", "require("]) => "pasted.js",
        () if has(&["import ", "from "]) => "pasted.py",
        () => "pasted.txt",
    };
    name.to_owned()
}
