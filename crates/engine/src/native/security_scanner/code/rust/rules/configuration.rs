//! What is switched on or off by calls.

use super::super::super::sink::Test::{All, Always, FileSays, Holds, Is, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Sink, sink};

/// What is switched on or off by calls.
pub(super) static CONFIGURATION: &[Sink] = &[
    sink(&["CorsLayer.permissive", "CorsLayer.very_permissive", "Cors.permissive"], Always, "cors-any-origin"),
    sink(
        &[".allow_origin", ".allow_any_origin"],
        Says(&["allow_origin(Any)", "allow_any_origin()"]),
        "cors-any-origin",
    ),
    sink(
        &[".bind", "TcpListener.bind"],
        All(&[Holds(At(0), &["0.0.0.0"]), FileSays(&["HttpServer", "TcpListener"])]),
        "listens-everywhere",
    ),
    sink(
        &["Permissions.from_mode", ".set_mode", ".mode"],
        Is(At(0), &["0o777", "0o666", "0o776", "0o766"]),
        "permissive-mode",
    ),
    sink(
        &[".secure", ".http_only", ".set_secure", ".set_http_only"],
        All(&[FileSays(&["Cookie"]), Is(At(0), &["false"])]),
        "insecure-cookie",
    ),
    sink(&[".set_option", "Parser.default"], Says(&["XML_PARSE_NOENT"]), "xxe"),
];
