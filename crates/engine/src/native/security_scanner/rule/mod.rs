//! The rules: what each looks for, why that hurts and what to do, with its numbers in the catalogues of weaknesses.

mod code;
mod other;

use super::finding::Severity;

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Stands in every output.
    pub(crate) id: &'static str,
    /// What it is called.
    pub(crate) name: &'static str,
    /// The Common Weakness Enumeration's number.
    pub(crate) cwe: u16,
    /// The place in OWASP's list of 2021.
    pub(crate) owasp: Owasp,
    /// How bad it is, where a place does not tell otherwise.
    pub(crate) severity: Severity,
    /// Why it hurts, in plain words.
    pub(crate) why: &'static str,
    /// What to do.
    pub(crate) remedy: &'static str,
}

/// OWASP's ten of 2021, those that a scanner of sources can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owasp {
    /// A01.
    AccessControl,
    /// A02.
    Cryptography,
    /// A03.
    Injection,
    /// A05.
    Misconfiguration,
    /// A06.
    OutdatedComponents,
    /// A07.
    Authentication,
    /// A08.
    Integrity,
    /// A10.
    RequestForgery,
}

impl Owasp {
    /// Its number and name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::AccessControl => "A01:2021 Broken access control",
            Self::Cryptography => "A02:2021 Cryptographic failures",
            Self::Injection => "A03:2021 Injection",
            Self::Misconfiguration => "A05:2021 Security misconfiguration",
            Self::OutdatedComponents => "A06:2021 Vulnerable and outdated components",
            Self::Authentication => "A07:2021 Identification and authentication failures",
            Self::Integrity => "A08:2021 Software and data integrity failures",
            Self::RequestForgery => "A10:2021 Server-side request forgery",
        }
    }
}

impl Rule {
    /// The rule of that id.
    pub(crate) fn find(id: &str) -> Option<&'static Self> {
        Self::all().find(|rule| rule.id == id)
    }

    /// All rules.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        code::RULES.iter().chain(other::RULES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_id_and_says_why_and_what_to_do() {
        let mut ids = std::collections::BTreeSet::new();
        for rule in Rule::all() {
            assert!(ids.insert(rule.id), "{} stands twice", rule.id);
            assert!(rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.id);
            assert!(rule.why.ends_with('.') && rule.remedy.ends_with('.'), "{}", rule.id);
        }
    }
}
