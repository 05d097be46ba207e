//! What is switched on or off by settings and assignments.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Mend;
use super::super::super::sink::Test::{All, Below, FileSays, Is, Outside, Says, Varies};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Setting, setting};

/// What is switched on or off by settings and assignments.
pub(super) static SETTINGS: &[Setting] = &[
    setting(&[".innerHTML", ".outerHTML", ".srcdoc"], Varies(At(0), Clean::HTML), "xss"),
    setting(&["__html", "dangerouslySetInnerHTML"], Varies(At(0), Clean::HTML), "xss"),
    setting(
        &[
            "location",
            "location.href",
            "window.location",
            "window.location.href",
            "document.location",
            "document.location.href",
            "self.location",
            "top.location",
        ],
        Outside(At(0), Clean::URL),
        "open-redirect",
    ),
    Setting {
        keys: &["rejectUnauthorized", ".rejectUnauthorized"],
        test: Is(At(0), &["false"]),
        rule: "tls-verification-off",
        mend: Mend::Value(At(0), "true"),
    },
    setting(&["strictSSL"], Is(At(0), &["false"]), "tls-verification-off"),
    setting(&["process.env.NODE_TLS_REJECT_UNAUTHORIZED"], Is(At(0), &["0"]), "tls-verification-off"),
    setting(
        &["process.env[]"],
        All(&[Says(&["NODE_TLS_REJECT_UNAUTHORIZED"]), Is(At(0), &["0"])]),
        "tls-verification-off",
    ),
    setting(&["checkServerIdentity"], Says(&["=> undefined", "=> null", "{}", "=> {}"]), "tls-verification-off"),
    setting(
        &["secureProtocol", "minVersion"],
        Is(At(0), &["SSLv2_method", "SSLv3_method", "TLSv1_method", "TLSv1_1_method", "TLSv1", "TLSv1.1"]),
        "weak-tls",
    ),
    setting(&["modulusLength"], Below(At(0), 2048), "weak-key"),
    setting(&["Access-Control-Allow-Origin", "access-control-allow-origin"], Is(At(0), &["*"]), "cors-any-origin"),
    setting(&["origin"], All(&[Is(At(0), &["*"]), FileSays(&["cors"])]), "cors-any-origin"),
    setting(
        &["httpOnly", "secure"],
        All(&[Is(At(0), &["false"]), FileSays(&["cookie", "session"])]),
        "insecure-cookie",
    ),
    setting(
        &["contextIsolation", "webSecurity", "sandbox"],
        All(&[Is(At(0), &["false"]), FileSays(&["electron"])]),
        "debug-enabled",
    ),
    setting(
        &["nodeIntegration", "allowRunningInsecureContent"],
        All(&[Is(At(0), &["true"]), FileSays(&["electron"])]),
        "debug-enabled",
    ),
    setting(&["noent", "replaceEntities"], All(&[Is(At(0), &["true"]), FileSays(&["xml"])]), "xxe"),
    setting(&["autoescape"], Is(At(0), &["false"]), "unescaped-templates"),
    setting(&["$where"], Varies(At(0), Clean::SQL), "nosql-injection"),
];
