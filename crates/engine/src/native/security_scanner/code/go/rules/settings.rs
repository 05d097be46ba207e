//! What is switched on or off by settings and assignments.

use super::super::super::sink::Mend;
use super::super::super::sink::Test::{All, FileSays, Is, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Setting, setting};

/// What is switched on or off by settings and assignments.
pub(super) static SETTINGS: &[Setting] = &[
    Setting {
        keys: &["InsecureSkipVerify", ".InsecureSkipVerify"],
        test: Is(At(0), &["true"]),
        rule: "tls-verification-off",
        mend: Mend::Value(At(0), "false"),
    },
    setting(
        &["MinVersion", ".MinVersion", "MaxVersion", ".MaxVersion"],
        Is(
            At(0),
            &[
                "crypto/tls.VersionSSL30",
                "crypto/tls.VersionTLS10",
                "crypto/tls.VersionTLS11",
                "0x0300",
                "0x0301",
                "0x0302",
            ],
        ),
        "weak-tls",
    ),
    setting(&["MinVersion", ".MinVersion"], Is(At(0), &["0"]), "weak-tls"),
    setting(
        &["CipherSuites", ".CipherSuites"],
        Says(&["_RC4_", "_3DES_", "TLS_RSA_WITH_AES_128_CBC_SHA256"]),
        "weak-tls",
    ),
    setting(&["AllowAllOrigins"], Is(At(0), &["true"]), "cors-any-origin"),
    setting(&["AllowOrigins", "AllowedOrigins"], Says(&["\"*\""]), "cors-any-origin"),
    setting(
        &["HttpOnly", "Secure"],
        All(&[Is(At(0), &["false"]), FileSays(&["http.Cookie", "sessions.Options"])]),
        "insecure-cookie",
    ),
];
