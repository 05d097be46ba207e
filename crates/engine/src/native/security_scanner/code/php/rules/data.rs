//! Data that is read into objects, and files that are made.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Test::{All, Holds, Is, Not, Outside, Says, Varies};
use super::super::super::sink::Which::{At, Each};
use super::super::super::sink::{Sink, sink};

/// Data that is read into objects, and files that are made.
pub(super) static DATA: &[Sink] = &[
    sink(
        &["=unserialize", "=igbinary_unserialize"],
        All(&[Varies(At(0), Clean::CODE), Not(&Says(&["allowed_classes"]))]),
        "unsafe-deserialization",
    ),
    sink(&["=yaml_parse", "=yaml_parse_file"], Outside(At(0), Clean::CODE), "unsafe-yaml"),
    sink(
        &["=simplexml_load_string", "=simplexml_load_file", ".loadXML", ".load", "=xml_parse", "SimpleXMLElement"],
        Says(&["LIBXML_NOENT", "LIBXML_DTDLOAD"]),
        "xxe",
    ),
    sink(&["=libxml_disable_entity_loader"], Is(At(0), &["false"]), "xxe"),
    sink(&[".extractTo"], Outside(Each, Clean::PATH), "zip-slip"),
    sink(&["=chmod", "=mkdir"], Is(At(1), &["0777", "0o777", "0666", "511", "777"]), "permissive-mode"),
    sink(&["=umask"], Is(At(0), &["0"]), "permissive-mode"),
    sink(&["=tempnam"], Holds(At(0), &["/tmp"]), "insecure-temp-file"),
];
