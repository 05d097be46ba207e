//! Data that is read into objects, and files that are made.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Test::{All, FileSays, Not, One, Outside, Says, Varies};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Sink, sink};

/// Data that is read into objects, and files that are made.
pub(super) static DATA: &[Sink] = &[
    sink(
        &[
            "node-serialize.unserialize",
            "serialize-to-js.deserialize",
            "funcster.deepDeserialize",
            "cryo.parse",
            "serialize.unserialize",
            "v8.deserialize",
        ],
        Varies(At(0), Clean::CODE),
        "unsafe-deserialization",
    ),
    sink(
        &["js-yaml.load", "js-yaml.loadAll", "jsyaml.load"],
        All(&[
            One(&[Outside(At(0), Clean::CODE), Says(&["DEFAULT_FULL_SCHEMA"])]),
            Not(&Says(&["JSON_SCHEMA", "FAILSAFE_SCHEMA", "CORE_SCHEMA", "SAFE_SCHEMA"])),
            One(&[Says(&["DEFAULT_FULL_SCHEMA", "js-yaml-js-types"]), FileSays(&["safeLoad"])]),
        ]),
        "unsafe-yaml",
    ),
    sink(
        &[
            "libxmljs.parseXml",
            "libxmljs.parseXmlString",
            "libxmljs2.parseXml",
            "libxmljs.parseXmlAsync",
            "libxmljs.SaxParser",
            "libxml.parseXml",
            "libxml.parseXmlString",
        ],
        Says(&["noent: true", "noent:true", "replaceEntities: true"]),
        "xxe",
    ),
];
