//! What is switched on or off by calls.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Test::{All, Always, Fewer, FileSays, Is, One, Outside, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Sink, sink};

/// What is switched on or off by calls.
pub(super) static CONFIGURATION: &[Sink] = &[
    sink(
        &["cors"],
        All(&[Fewer(1), FileSays(&["require('cors')", "require(\"cors\")", "from 'cors'", "from \"cors\""])]),
        "cors-any-origin",
    ),
    sink(
        &["res.setHeader", "res.header", "res.set", "response.setHeader", ".setHeader", ".header", ".append"],
        All(&[
            Is(At(0), &["Access-Control-Allow-Origin"]),
            One(&[Is(At(1), &["*"]), Outside(At(1), Clean::EVERYWHERE)]),
        ]),
        "cors-any-origin",
    ),
    sink(&["res.cookie", "response.cookie"], Says(&["secure: false", "httpOnly: false"]), "insecure-cookie"),
    sink(
        &["fs.chmod", "fs.chmodSync"],
        Is(At(1), &["0o777", "0777", "0o666", "511", "'777'", "777"]),
        "permissive-mode",
    ),
    sink(&["tmp.tmpNameSync", "tmp.tmpName"], Always, "insecure-temp-file"),
];
