//! What is switched on or off by calls.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Test::{All, FileSays, Holds, Is, One, Outside, Says};
use super::super::super::sink::Which::{At, Each};
use super::super::super::sink::{Sink, sink};

/// What is switched on or off by calls.
pub(super) static CONFIGURATION: &[Sink] = &[
    sink(
        &["os.Chmod", "os.Mkdir", "os.MkdirAll", "os.WriteFile", "os.OpenFile", "io/ioutil.WriteFile"],
        Is(Each, &["0777", "0o777", "0666", "0o666", "os.ModePerm", "0776", "0766", "0757"]),
        "permissive-mode",
    ),
    sink(
        &["net.Listen", "crypto/tls.Listen", "net/http.ListenAndServe"],
        Holds(Each, &["0.0.0.0:"]),
        "listens-everywhere",
    ),
    sink(
        &["io/ioutil.WriteFile", "os.Create", "os.WriteFile"],
        Holds(At(0), &["/tmp/", "/var/tmp/", "/usr/tmp/"]),
        "insecure-temp-file",
    ),
    sink(
        &[".Set", ".Add", ".Header"],
        All(&[
            Is(At(0), &["Access-Control-Allow-Origin"]),
            One(&[Is(At(1), &["*"]), Outside(At(1), Clean::EVERYWHERE)]),
        ]),
        "cors-any-origin",
    ),
    sink(
        &["text/template.New"],
        All(&[FileSays(&["net/http"]), FileSays(&["ResponseWriter"]), Says(&["emplate"])]),
        "unescaped-templates",
    ),
];
