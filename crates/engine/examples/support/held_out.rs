//! Code that the scanner's rules were not written for, and how often they are right on it.

use std::fs;
use std::path::Path;

use engine::native::security_scanner::{Language, check_code};
use serde::Deserialize;

/// A piece of somebody else's test set.
#[derive(Debug, Deserialize)]
struct Piece {
    file: String,
    code: String,
    /// Places where the set says that something is weak, with the rules that say the same.
    expect: Vec<Place>,
    /// Lines that the set speaks of for reasons that no rule here has: not counted either way.
    neutral: Vec<(u32, u32)>,
}

#[derive(Debug, Deserialize)]
struct Place {
    from: u32,
    to: u32,
    rules: Vec<String>,
}

/// How often the rules are right in a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Pieces.
    pub(crate) pieces: u32,
    /// Weak places that were found.
    pub(crate) found: u32,
    /// Weak places that were not, with their rules.
    pub(crate) missed: Vec<String>,
    /// Findings where the set has nothing.
    pub(crate) wrong: Vec<String>,
}

impl Figures {
    /// The share of weak places that was found.
    pub(crate) fn recall(&self) -> f64 {
        share(self.found, self.missed.len())
    }

    /// The share of findings that is right.
    pub(crate) fn precision(&self) -> f64 {
        share(self.found, self.wrong.len())
    }
}

fn share(right: u32, wrong: usize) -> f64 {
    let wrong = f64::from(u32::try_from(wrong).unwrap_or(u32::MAX));
    f64::from(right) / (f64::from(right) + wrong).max(1.0)
}

/// The languages that are measured.
pub(crate) const MEASURED: [(&str, Language); 5] = [
    ("python", Language::Python),
    ("javascript", Language::JavaScript),
    ("go", Language::Go),
    ("java", Language::Java),
    ("rust", Language::Rust),
];

/// Measures a language on the pieces that are kept for it.
pub(crate) fn measure(name: &str, language: Language) -> Figures {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agents/security_scanner/held_out");
    let text = fs::read_to_string(folder.join(format!("{name}.jsonl"))).expect("the pieces");
    let mut figures = Figures::default();
    for line in text.lines() {
        let piece: Piece = serde_json::from_str(line).expect("a piece");
        let findings = check_code(&piece.file, &piece.code, language);
        figures.pieces += 1;
        let fits = |place: &Place, rule: &str, line: u32| {
            (place.from..=place.to).contains(&line) && place.rules.iter().any(|one| one == rule)
        };
        for place in &piece.expect {
            if findings.iter().any(|(rule, _, line, _)| fits(place, rule, *line)) {
                figures.found += 1;
            } else {
                figures.missed.push(format!("{}:{} {}", piece.file, place.from, place.rules.join("|")));
            }
        }
        for (rule, _, line, _) in &findings {
            let is_known = piece.expect.iter().any(|place| (place.from..=place.to).contains(line))
                || piece.neutral.iter().any(|(from, to)| (from..=to).contains(&line));
            if !is_known {
                figures.wrong.push(format!("{}:{line} {rule}", piece.file));
            }
        }
    }
    figures
}
