//! Rules about secrets and dependencies.

use super::{Owasp, Rule};
use crate::native::security_scanner::finding::Severity;

/// Rules about secrets and dependencies.
pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "secret",
        name: "Secret in a file",
        cwe: 798,
        owasp: Owasp::Authentication,
        severity: Severity::Critical,
        why: "A key or token stands in a file. Everybody with a copy can use it, and it stays in the history after it is deleted.",
        remedy: "Revoke it where it was issued, make a new one, and keep that in the environment or in a store of secrets.",
    },
    Rule {
        id: "private-key",
        name: "Private key in a file",
        cwe: 321,
        owasp: Owasp::Cryptography,
        severity: Severity::Critical,
        why: "A private key stands in a file. Whoever has a copy can sign, decrypt or log in as its owner.",
        remedy: "Replace the key pair, withdraw its certificates, and keep the new one out of the code.",
    },
    Rule {
        id: "password-in-address",
        name: "Password in an address",
        cwe: 798,
        owasp: Owasp::Authentication,
        severity: Severity::High,
        why: "An address holds a user's name and password. Everybody with a copy of the file can sign in with them.",
        remedy: "Change the password and read the address from the environment.",
    },
    Rule {
        id: "payment-card",
        name: "Payment card number in a file",
        cwe: 312,
        owasp: Owasp::Cryptography,
        severity: Severity::High,
        why: "The number of a payment card stands in a file. It may be stored only where the card industry's rules are kept.",
        remedy: "Delete it, also from the history; use the numbers that payment providers publish for tests.",
    },
    Rule {
        id: "likely-secret",
        name: "Text that looks like a secret",
        cwe: 798,
        owasp: Owasp::Authentication,
        severity: Severity::High,
        why: "A text with the randomness of a key stands beside a name that speaks of secrets.",
        remedy: "If it is one: revoke it, and read the new one from the environment or from a store of secrets.",
    },
    Rule {
        id: "vulnerable-dependency",
        name: "Dependency with a known weakness",
        cwe: 1395,
        owasp: Owasp::OutdatedComponents,
        severity: Severity::Medium,
        why: "A published advisory says that this version has a weakness. Ready-made attacks exist for many of them.",
        remedy: "Raise the version to the first one without it, or to a newer one.",
    },
];
