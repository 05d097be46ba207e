//! What is switched on or off by settings and assignments.

use super::super::super::sink::Test::Is;
use super::super::super::sink::Which::At;
use super::super::super::sink::{Setting, setting};

/// What is switched on or off by settings and assignments.
pub(super) static SETTINGS: &[Setting] = &[
    setting(
        &["verify", "verify_peer", "verify_peer_name", "ssl_verify", "sslverify", "CURLOPT_SSL_VERIFYPEER"],
        Is(At(0), &["false", "0"]),
        "tls-verification-off",
    ),
    setting(&["allow_self_signed"], Is(At(0), &["true"]), "tls-verification-off"),
    setting(&["autoescape"], Is(At(0), &["false"]), "unescaped-templates"),
];
