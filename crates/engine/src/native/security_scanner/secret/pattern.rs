//! The formats of secrets that can be told by their looks, each by the words of whoever issues it.

use std::sync::LazyLock;

use regex::Regex;

use super::checksum::{self, Proof};
use crate::native::security_scanner::finding::Severity::{self, Critical, High, Medium};

/// A format.
pub(super) struct Pattern {
    /// What it is.
    pub(super) name: &'static str,
    /// The rule.
    pub(super) rule: &'static str,
    /// How bad a leak is.
    pub(super) severity: Severity,
    /// How it looks; group 1 is the secret where there is one.
    pub(super) looks: Regex,
    /// What its inside says.
    pub(super) check: fn(&str) -> Proof,
    /// Bits of entropy for each character at least, where nothing is proved.
    pub(super) bits: f64,
}

type Row = (&'static str, Severity, &'static str, fn(&str) -> Proof, f64);

/// Tokens whose prefix names the issuer.
const TOKENS: &[Row] = &[
    ("Guildhall API key", Critical, r"\bgh_live_[0-9A-Za-z]{49}\b", checksum::guildhall, 0.0),
    ("GitHub token", Critical, r"\bgh[pousr]_[0-9A-Za-z]{36}\b", checksum::base_62, 0.0),
    ("GitHub fine-grained token", Critical, r"\bgithub_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59}\b", checksum::none, 3.5),
    ("npm token", Critical, r"\bnpm_[0-9A-Za-z]{36}\b", checksum::base_62, 0.0),
    ("PyPI token", Critical, r"\bpypi-AgEIcHlwaS5vcmc[0-9A-Za-z_-]{50,}", checksum::none, 3.5),
    ("crates.io token", Critical, r"\bcio[0-9A-Za-z]{32}\b", checksum::none, 3.8),
    ("RubyGems key", Critical, r"\brubygems_[0-9a-f]{48}\b", checksum::none, 3.0),
    ("GitLab token", Critical, r"\bgl(?:pat|dt|rt|cbt|ptt|ft|agent|soat)-[0-9A-Za-z_-]{20,}", checksum::none, 3.3),
    ("AWS access key", Critical, r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b", checksum::none, 3.0),
    ("Google API key", High, r"\bAIza[0-9A-Za-z_-]{35}\b", checksum::none, 3.5),
    ("Google OAuth client secret", High, r"\bGOCSPX-[0-9A-Za-z_-]{28}\b", checksum::none, 3.3),
    ("Slack token", Critical, r"\bxox[abeoprs]-(?:[0-9A-Za-z]+-)+[0-9A-Za-z]{10,}\b", checksum::none, 3.0),
    (
        "Slack webhook",
        High,
        r"https://hooks\.slack\.com/services/T[0-9A-Za-z]{6,}/B[0-9A-Za-z]{6,}/[0-9A-Za-z]{20,}",
        checksum::none,
        3.5,
    ),
    (
        "Discord webhook",
        High,
        r"https://discord(?:app)?\.com/api/webhooks/[0-9]{15,}/[0-9A-Za-z_-]{40,}",
        checksum::none,
        3.5,
    ),
    ("Stripe live key", Critical, r"\b[rs]k_live_[0-9A-Za-z]{24,}\b", checksum::none, 3.3),
    ("Stripe test key", Medium, r"\b[rs]k_test_[0-9A-Za-z]{24,}\b", checksum::none, 3.3),
    ("Stripe webhook secret", High, r"\bwhsec_[0-9A-Za-z+/]{32,}", checksum::none, 3.5),
    ("SendGrid key", Critical, r"\bSG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}\b", checksum::none, 3.5),
    ("Twilio API key", High, r"\bSK[0-9a-f]{32}\b", checksum::none, 3.0),
    ("Mailgun key", High, r"\bkey-[0-9a-f]{32}\b", checksum::none, 3.0),
    ("Mailchimp key", High, r"\b[0-9a-f]{32}-us[0-9]{1,2}\b", checksum::none, 3.0),
    (
        "OpenAI key",
        Critical,
        r"\bsk-(?:proj-|svcacct-|admin-)?[0-9A-Za-z_-]{20,74}T3BlbkFJ[0-9A-Za-z_-]{20,74}",
        checksum::none,
        3.5,
    ),
    ("Anthropic key", Critical, r"\bsk-ant-(?:api|admin)[0-9]{2}-[0-9A-Za-z_-]{80,}", checksum::none, 3.5),
    ("Hugging Face token", Critical, r"\bhf_[A-Za-z]{34}\b", checksum::none, 3.5),
    ("Groq key", Critical, r"\bgsk_[0-9A-Za-z]{52}\b", checksum::none, 3.5),
    ("DigitalOcean token", Critical, r"\bdo[opr]_v1_[0-9a-f]{64}\b", checksum::none, 3.0),
    ("Databricks token", Critical, r"\bdapi[0-9a-f]{32}\b", checksum::none, 3.0),
    ("Shopify token", Critical, r"\bshp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}\b", checksum::none, 3.0),
    ("Square token", Critical, r"\bsq0(?:atp|csp)-[0-9A-Za-z_-]{22,43}\b", checksum::none, 3.3),
    ("Telegram bot token", High, r"\b[0-9]{8,10}:AA[0-9A-Za-z_-]{33}\b", checksum::none, 3.5),
    ("Linear key", High, r"\blin_api_[0-9A-Za-z]{40}\b", checksum::none, 3.5),
    ("Postman key", High, r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b", checksum::none, 3.0),
    ("New Relic key", High, r"\bNRAK-[0-9A-Z]{27}\b", checksum::none, 3.3),
    ("Grafana token", Critical, r"\bglsa_[0-9A-Za-z]{32}_[0-9a-fA-F]{8}\b", checksum::hexadecimal, 0.0),
    ("Docker Hub token", Critical, r"\bdckr_pat_[0-9A-Za-z_-]{27}", checksum::none, 3.3),
    ("HashiCorp Vault token", Critical, r"\bhvs\.[0-9A-Za-z_-]{24,}", checksum::none, 3.5),
    ("Atlassian token", Critical, r"\bATATT3[0-9A-Za-z_=-]{180,}", checksum::none, 3.5),
    ("Doppler token", Critical, r"\bdp\.(?:pt|st|ct|sa)\.[0-9A-Za-z.]{40,}", checksum::none, 3.3),
    ("Azure storage key", Critical, r"AccountKey=([0-9A-Za-z+/]{86}==)", checksum::none, 4.0),
    (
        "AWS secret key",
        Critical,
        r#"(?i)aws_?(?:secret)?_?(?:access)?_?key["']?\s*(?:=>|[:=])\s*["']?([0-9A-Za-z/+]{40})(?:["'\s,;]|$)"#,
        checksum::none,
        4.0,
    ),
    ("age key", Critical, r"\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b", checksum::none, 3.0),
];

/// All formats.
pub(super) static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let token = |row: &Row| pattern("secret", *row);
    let others = [
        (
            "private-key",
            (
                "Private key",
                Critical,
                r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----(?:[\s\\nr]|[A-Za-z0-9+/=:,-]){40,}",
                checksum::none as fn(&str) -> Proof,
                0.0,
            ),
        ),
        (
            "secret",
            (
                "JSON web token",
                Medium,
                r"\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{6,}\.[0-9A-Za-z_-]{20,}",
                checksum::jwt,
                0.0,
            ),
        ),
        (
            "password-in-address",
            (
                "Password in an address",
                High,
                r#"\b[a-z][a-z0-9+.-]{2,20}://[^\s:/@"'<>{}$%`]{1,60}:([^\s:/@"'<>{}$`]{3,80})@[A-Za-z0-9]"#,
                checksum::none,
                0.0,
            ),
        ),
        (
            "payment-card",
            (
                "Payment card number",
                High,
                r"(?i)(?:card|visa|mastercard|amex|\bpan\b|\bcc)[^\n0-9]{0,30}\b((?:4[0-9]{3}|5[1-5][0-9]{2}|3[47][0-9]{2}|6011)[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{1,4})\b",
                checksum::luhn,
                0.0,
            ),
        ),
    ];
    TOKENS.iter().filter_map(token).chain(others.into_iter().filter_map(|(rule, row)| pattern(rule, row))).collect()
});

fn pattern(rule: &'static str, (name, severity, looks, check, bits): Row) -> Option<Pattern> {
    Some(Pattern { name, rule, severity, looks: Regex::new(looks).ok()?, check, bits })
}

/// A name that speaks of a secret, and its value, in files of settings.
pub(super) static SETTING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?im)^[ \t]*(?:export[ \t]+|-[ \t]*|set[ \t]+)?["']?([A-Za-z0-9_.-]{0,60}(?:password|passwd|secret|api_?key|access_?key|auth_?token|private_?key|token|credential)s?)["']?[ \t]*(?:=>|[:=])[ \t]*["']?([^\s"'#,;]{8,200})"#,
    )
    .ok()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        assert_eq!(PATTERNS.len(), TOKENS.len() + 4);
        assert!(SETTING.is_some());
    }
}
