//! Text from outside where it is run, searched with, opened, called or shown.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Test::{All, Built, FileSays, Not, One, Outside, Says, Sql, Varies};
use super::super::super::sink::Which::{At, Each};
use super::super::super::sink::{Sink, sink};

/// Text from outside where it is run, searched with, opened, called or shown.
pub(super) static INJECTION: &[Sink] = &[
    sink(
        &[
            "sqlx.query",
            "sqlx.query_as",
            "sqlx.query_scalar",
            "diesel.sql_query",
            "=sql_query",
            "=query",
            "=query_as",
            "sqlx.raw_sql",
            "sea_orm.Statement.from_string",
        ],
        Sql(Each),
        "sql-injection",
    ),
    sink(
        &[
            ".execute",
            ".query",
            ".query_row",
            ".query_one",
            ".query_opt",
            ".prepare",
            ".execute_batch",
            ".batch_execute",
            ".simple_query",
            ".execute_unprepared",
            ".query_map",
            ".fetch_all",
            ".fetch_one",
        ],
        Sql(At(0)),
        "sql-injection",
    ),
    sink(
        &[".arg", ".args"],
        All(&[
            Says(&[
                "Command::new(\"sh\")",
                "Command::new(\"bash\")",
                "Command::new(\"/bin/sh\")",
                "Command::new(\"/bin/bash\")",
                "Command::new(\"cmd\")",
                "Command::new(\"cmd.exe\")",
                "Command::new(\"powershell\")",
                "Command::new(\"zsh\")",
            ]),
            Varies(At(0), Clean::SHELL),
        ]),
        "command-injection",
    ),
    sink(&["Command.new"], One(&[Outside(At(0), Clean::SHELL), Built(At(0), Clean::SHELL)]), "command-injection"),
    sink(
        &[
            "std.fs.read",
            "std.fs.read_to_string",
            "std.fs.write",
            "std.fs.remove_file",
            "std.fs.remove_dir_all",
            "File.open",
            "File.create",
            "tokio.fs.read",
            "tokio.fs.read_to_string",
            "tokio.fs.write",
            "tokio.fs.remove_file",
            "fs.read_to_string",
            "fs.read",
            "fs.write",
            "fs.remove_file",
            "NamedFile.open",
            "NamedFile.open_async",
            "std.fs.create_dir_all",
            "std.fs.copy",
            "std.fs.canonicalize",
        ],
        Outside(Each, Clean::PATH),
        "path-traversal",
    ),
    sink(
        &[
            "reqwest.get",
            "reqwest.blocking.get",
            "reqwest.Client.new().get",
            "reqwest.Client.new().post",
            "ureq.get",
            "ureq.post",
            "reqwest.Client.get",
            "reqwest.Client.post",
            "surf.get",
            ".get",
            ".post",
        ],
        All(&[
            FileSays(&["reqwest", "ureq", "surf", "hyper"]),
            Outside(At(0), Clean::URL),
            Says(&["reqwest", "ureq", "surf", "client", "Client"]),
        ]),
        "ssrf",
    ),
    sink(
        &["Html", "=Html", "PreEscaped", "maud.PreEscaped", ".body", "RawHtml", "content.RawHtml"],
        All(&[
            FileSays(&["axum", "actix", "rocket", "warp", "maud"]),
            Outside(At(0), Clean::HTML),
            Not(&Says(&["json"])),
        ]),
        "xss",
    ),
    sink(
        &["Redirect.to", "Redirect.permanent", "Redirect.temporary", "Redirect.found"],
        Outside(At(0), Clean::URL),
        "open-redirect",
    ),
    sink(
        &["Regex.new", "RegexBuilder.new"],
        All(&[FileSays(&["fancy_regex", "pcre2", "onig"]), Outside(At(0), Clean::CODE)]),
        "regex-injection",
    ),
];
