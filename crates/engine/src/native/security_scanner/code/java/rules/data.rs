//! Data that is read into objects, and files that are made.

use super::super::super::sink::Test::{Always, FileSays, Not};
use super::super::super::sink::{Sink, sink};

/// What a file says that switches external entities off.
const GUARDED: &[&str] = &[
    "disallow-doctype-decl",
    "ACCESS_EXTERNAL_DTD",
    "external-general-entities",
    "FEATURE_SECURE_PROCESSING",
    "IS_SUPPORTING_EXTERNAL_ENTITIES",
    "SUPPORT_DTD",
    "setExpandEntityReferences(false",
];

/// Data that is read into objects, and files that are made.
pub(super) static DATA: &[Sink] = &[
    sink(
        &[
            "ObjectInputStream.readObject",
            "ObjectInputStream().readObject",
            "ObjectInputStream.readUnshared",
            "XMLDecoder.readObject",
            "XMLDecoder().readObject",
            "XStream.fromXML",
            "XStream().fromXML",
            "Kryo.readObject",
            "Kryo.readClassAndObject",
            "SerializationUtils.deserialize",
            "HessianInput.readObject",
            "Hessian2Input.readObject",
        ],
        Always,
        "unsafe-deserialization",
    ),
    sink(&[".enableDefaultTyping", ".activateDefaultTyping"], Always, "unsafe-deserialization"),
    sink(
        &["Yaml().load", "Yaml.load", "Yaml().loadAs", "Yaml.loadAll"],
        Not(&FileSays(&["SafeConstructor"])),
        "unsafe-yaml",
    ),
    sink(
        &[
            "DocumentBuilder.parse",
            "DocumentBuilderFactory.newInstance().newDocumentBuilder().parse",
            "DocumentBuilderFactory.newDocumentBuilder().parse",
            "SAXParser.parse",
            "SAXParserFactory.newSAXParser().parse",
            "SAXParserFactory.newInstance().newSAXParser().parse",
            "XMLReader.parse",
            "XMLReaderFactory.createXMLReader().parse",
            "SAXReader.read",
            "SAXReader().read",
            "SAXBuilder.build",
            "SAXBuilder().build",
            "XMLInputFactory.createXMLStreamReader",
            "XMLInputFactory.createXMLEventReader",
            "XMLInputFactory.newFactory().createXMLStreamReader",
            "XMLInputFactory.newInstance().createXMLStreamReader",
            "TransformerFactory.newTransformer().transform",
            "Transformer.transform",
            "Unmarshaller.unmarshal",
            "SchemaFactory.newSchema",
        ],
        Not(&FileSays(GUARDED)),
        "xxe",
    ),
];
