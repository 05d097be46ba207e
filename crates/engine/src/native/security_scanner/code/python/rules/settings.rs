//! What is switched on or off by settings and assignments.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Mend;
use super::super::super::sink::Test::{All, Answers, Is, Outside, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Setting, Test, setting};

/// What is switched on or off by settings and assignments.
pub(super) static SETTINGS: &[Setting] = &[
    Setting {
        keys: &["verify"],
        test: All(&[Is(At(0), &["False"]), Test::FileSays(&["requests", "httpx", "urllib3", "aiohttp"])]),
        rule: "tls-verification-off",
        mend: Mend::Value(At(0), "True"),
    },
    setting(
        &["verify_ssl", "ssl_verify", "verify_certs", "validate_certs", "ssl"],
        All(&[Is(At(0), &["False"]), Test::FileSays(&["aiohttp", "elasticsearch", "http", "ssl"])]),
        "tls-verification-off",
    ),
    setting(&["disable_ssl_certificate_validation"], Is(At(0), &["True"]), "tls-verification-off"),
    setting(&["check_hostname", ".check_hostname"], Is(At(0), &["False"]), "tls-verification-off"),
    setting(
        &["verify_mode", ".verify_mode", "cert_reqs"],
        Is(At(0), &["ssl.CERT_NONE", "CERT_NONE", "CERT_OPTIONAL"]),
        "tls-verification-off",
    ),
    setting(
        &["ssl._create_default_https_context"],
        Is(At(0), &["ssl._create_unverified_context"]),
        "tls-verification-off",
    ),
    setting(
        &["ssl_version", "minimum_version", ".minimum_version"],
        Is(
            At(0),
            &[
                "ssl.PROTOCOL_SSLv2",
                "ssl.PROTOCOL_SSLv3",
                "ssl.PROTOCOL_TLSv1",
                "ssl.PROTOCOL_TLSv1_1",
                "ssl.TLSVersion.TLSv1",
                "ssl.TLSVersion.TLSv1_1",
                "ssl.TLSVersion.SSLv3",
                "SSL.SSLv2_METHOD",
                "SSL.SSLv23_METHOD",
                "SSL.SSLv3_METHOD",
                "SSL.TLSv1_METHOD",
            ],
        ),
        "weak-tls",
    ),
    setting(
        &["version", "method"],
        Is(
            At(0),
            &[
                "ssl.PROTOCOL_SSLv2",
                "ssl.PROTOCOL_SSLv3",
                "ssl.PROTOCOL_TLSv1",
                "SSL.SSLv2_METHOD",
                "SSL.SSLv23_METHOD",
                "SSL.SSLv3_METHOD",
                "SSL.TLSv1_METHOD",
                "SSL.TLSv1_1_METHOD",
            ],
        ),
        "weak-tls",
    ),
    Setting { keys: &["DEBUG"], test: Is(At(0), &["True"]), rule: "debug-enabled", mend: Mend::Value(At(0), "False") },
    setting(&["ALLOWED_HOSTS"], Says(&["'*'", "\"*\""]), "listens-everywhere"),
    setting(&["CORS_ORIGIN_ALLOW_ALL", "CORS_ALLOW_ALL_ORIGINS"], Is(At(0), &["True"]), "cors-any-origin"),
    setting(&["Access-Control-Allow-Origin"], Is(At(0), &["*"]), "cors-any-origin"),
    setting(
        &["headers[]", ".headers[]"],
        All(&[Says(&["Access-Control-Allow-Origin"]), Is(At(0), &["*"])]),
        "cors-any-origin",
    ),
    setting(
        &["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"],
        Is(At(0), &["False"]),
        "insecure-cookie",
    ),
    setting(&["WTF_CSRF_ENABLED", "CSRF_ENABLED"], Is(At(0), &["False"]), "csrf-off"),
    setting(&["config[]", ".config[]"], All(&[Says(&["CSRF"]), Is(At(0), &["False"])]), "csrf-off"),
    setting(
        &["config[]", ".config[]", ".debug"],
        All(&[Says(&["DEBUG", ".debug"]), Is(At(0), &["True"])]),
        "debug-enabled",
    ),
    setting(&["return"], All(&[Answers, Outside(At(0), Clean::HTML), Says(&["<"])]), "xss"),
];
