//! Data that is read into objects, and files that are made.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Mend;
use super::super::super::sink::Test::{All, Always, Fewer, Is, Lacks, Not, One, Outside, Says};
use super::super::super::sink::Which::{At, Each, Either, Named, Object};
use super::super::super::sink::{Sink, Test, sink};

const SAFE_LOADERS: &[&str] = &["SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"];

/// Data that is read into objects, and files that are made.
pub(super) static DATA: &[Sink] = &[
    sink(
        &[
            "pickle.load",
            "pickle.loads",
            "cPickle.load",
            "cPickle.loads",
            "_pickle.load",
            "_pickle.loads",
            "dill.load",
            "dill.loads",
            "cloudpickle.load",
            "cloudpickle.loads",
            "pickle.Unpickler",
            "cPickle.Unpickler",
            "dill.Unpickler",
            "shelve.open",
            "shelve.DbfilenameShelf",
            "jsonpickle.decode",
            "marshal.load",
            "marshal.loads",
            "pandas.read_pickle",
            "joblib.load",
            "jsonpickle.unpickler.decode",
            "jsonpickle.unpickler.Unpickler",
        ],
        Always,
        "unsafe-deserialization",
    ),
    sink(&["torch.load"], Not(&Is(Named("weights_only"), &["True"])), "unsafe-deserialization"),
    sink(&["numpy.load", "np.load"], Is(Named("allow_pickle"), &["True"]), "unsafe-deserialization"),
    Sink {
        callees: &["yaml.load"],
        test: All(&[Fewer(2), Lacks("Loader")]),
        rule: "unsafe-yaml",
        mend: Mend::Callee("safe_load"),
    },
    Sink {
        callees: &["yaml.load_all"],
        test: All(&[Fewer(2), Lacks("Loader")]),
        rule: "unsafe-yaml",
        mend: Mend::Callee("safe_load_all"),
    },
    Sink {
        callees: &["yaml.unsafe_load", "yaml.full_load"],
        test: Always,
        rule: "unsafe-yaml",
        mend: Mend::Callee("safe_load"),
    },
    Sink {
        callees: &["yaml.load", "yaml.load_all"],
        test: All(&[One(&[Not(&Lacks("Loader")), Not(&Fewer(2))]), Not(&Is(Either(1, "Loader"), SAFE_LOADERS))]),
        rule: "unsafe-yaml",
        mend: Mend::Value(Either(1, "Loader"), "yaml.SafeLoader"),
    },
    sink(
        &[
            "xml.etree.ElementTree.parse",
            "xml.etree.ElementTree.fromstring",
            "xml.etree.ElementTree.iterparse",
            "xml.etree.ElementTree.XMLParser",
            "xml.etree.cElementTree.parse",
            "xml.etree.cElementTree.fromstring",
            "xml.etree.cElementTree.iterparse",
            "xml.etree.cElementTree.XMLParser",
            "xml.dom.minidom.parse",
            "xml.dom.minidom.parseString",
            "xml.dom.pulldom.parse",
            "xml.dom.pulldom.parseString",
            "xml.sax.parse",
            "xml.sax.parseString",
            "xml.sax.make_parser",
            "xml.sax.expatreader.create_parser",
            "xml.dom.expatbuilder.parse",
            "xml.dom.expatbuilder.parseString",
        ],
        Always,
        "xxe",
    ),
    sink(&["lxml.etree.XMLParser"], Not(&Is(Named("resolve_entities"), &["False"])), "xxe"),
    sink(
        &["lxml.etree.parse", "lxml.etree.fromstring", "lxml.etree.XML", "lxml.etree.iterparse"],
        All(&[Fewer(2), Lacks("parser")]),
        "xxe",
    ),
    sink(
        &[".extractall"],
        All(&[
            Fewer(3),
            Lacks("filter"),
            Lacks("members"),
            One(&[Test::FileSays(&["tarfile"]), Outside(Object, Clean::PATH)]),
        ]),
        "zip-slip",
    ),
    sink(&["tempfile.mktemp", "os.tempnam", "os.tmpnam"], Always, "insecure-temp-file"),
    sink(
        &["os.chmod", ".chmod"],
        Is(
            Each,
            &[
                "0o777",
                "0o776",
                "0o767",
                "0o766",
                "0o757",
                "0o666",
                "0o775",
                "0o774",
                "0o733",
                "0o722",
                "511",
                "0777",
                "438",
                "stat.S_IWOTH",
                "stat.S_IRWXO",
            ],
        ),
        "permissive-mode",
    ),
    sink(
        &["=open", "io.open"],
        All(&[
            Says(&["'/tmp/", "\"/tmp/", "'/var/tmp/", "\"/var/tmp/", "'/dev/shm/"]),
            Is(At(1), &["w", "wb", "a", "w+", "wb+", "ab"]),
        ]),
        "insecure-temp-file",
    ),
];
