//! What is switched on or off by calls.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Test::{All, FileSays, Holds, Is, One, Outside, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Sink, sink};

/// What is switched on or off by calls.
pub(super) static CONFIGURATION: &[Sink] = &[
    sink(&[".setSecure", ".setHttpOnly"], All(&[Is(At(0), &["false"]), FileSays(&["Cookie"])]), "insecure-cookie"),
    sink(&[".disable"], Says(&["csrf()", "csrf("]), "csrf-off"),
    sink(&[".csrf"], Says(&["::disable", ".disable("]), "csrf-off"),
    sink(
        &[".addHeader", ".setHeader", ".header"],
        All(&[
            Is(At(0), &["Access-Control-Allow-Origin"]),
            One(&[Is(At(1), &["*"]), Outside(At(1), Clean::EVERYWHERE)]),
        ]),
        "cors-any-origin",
    ),
    sink(
        &[".addAllowedOrigin", ".allowedOrigins", ".setAllowedOrigins", ".addAllowedOriginPattern"],
        Says(&["\"*\""]),
        "cors-any-origin",
    ),
    sink(
        &[".setWritable", ".setReadable", ".setExecutable"],
        All(&[Is(At(0), &["true"]), Is(At(1), &["false"])]),
        "permissive-mode",
    ),
    sink(&["PosixFilePermissions.fromString"], Holds(At(0), &["rwxrwxrwx", "rw-rw-rw-"]), "permissive-mode"),
    sink(&[".add"], Says(&["PosixFilePermission.OTHERS_WRITE"]), "permissive-mode"),
];
