//! What is switched on or off by calls.

use super::super::super::sink::Mend;
use super::super::super::sink::Test::{All, Always, Is, Lacks, One, Says};
use super::super::super::sink::Which::Named;
use super::super::super::sink::{Sink, sink};

/// What is switched on or off by calls.
pub(super) static CONFIGURATION: &[Sink] = &[
    Sink {
        callees: &["flask.Flask().run", "=app.run", "app.run", ".run"],
        test: Is(Named("debug"), &["True"]),
        rule: "debug-enabled",
        mend: Mend::Value(Named("debug"), "False"),
    },
    sink(
        &[".run", ".bind", "uvicorn.run"],
        Says(&["'0.0.0.0'", "\"0.0.0.0\"", "('', ", "(\"\", "]),
        "listens-everywhere",
    ),
    sink(&["CORS"], All(&[Is(Named("origins"), &["*"]), Always]), "cors-any-origin"),
    sink(&[".add_middleware"], Says(&["allow_origins=[\"*\"]", "allow_origins=['*']"]), "cors-any-origin"),
    sink(
        &[".set_cookie"],
        One(&[Is(Named("secure"), &["False"]), Is(Named("httponly"), &["False"])]),
        "insecure-cookie",
    ),
    sink(
        &["jinja2.Environment"],
        One(&[Lacks("autoescape"), Is(Named("autoescape"), &["False"])]),
        "unescaped-templates",
    ),
    sink(&["mako.lookup.TemplateLookup"], Lacks("default_filters"), "unescaped-templates"),
];
