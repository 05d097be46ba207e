//! What is looked for in Rust. `::` is told as a point.

mod configuration;
mod cryptography;
mod injection;

use std::sync::LazyLock;

use super::super::flow::value::Clean;
use super::super::sink::{Sink, Tables, by_name};

static SINKS: &[&[Sink]] = &[injection::INJECTION, cryptography::CRYPTOGRAPHY, configuration::CONFIGURATION];

/// What is looked for in Rust.
pub(super) static TABLES: Tables = Tables {
    outside: &[
        "std.env.args",
        "env.args",
        "std.env.var",
        "env.var",
        "std.env.args_os",
        "std.io.stdin",
        "io.stdin",
        "io.read_to_string",
        ".query_string",
        ".match_info",
        "HttpRequest.uri",
        "std.env.vars",
        "HttpRequest.headers",
        "warp.query",
        "warp.path.param",
        "req.uri",
        "std.io.stdin().lines",
        "reqwest.get().text",
        "reqwest.blocking.get().text",
    ],
    outside_types: &[],
    cleaners: &[
        (
            &[".parse", ".len", ".is_empty", "Uuid.parse_str", ".contains", ".starts_with", ".count", ".to_le_bytes"],
            Clean::EVERYWHERE,
        ),
        (
            &[
                "html_escape.encode_text",
                "html_escape.encode_safe",
                "askama_escape.escape",
                "ammonia.clean",
                "htmlescape.encode_minimal",
                "v_htmlescape.escape",
                "encode_text",
                "encode_safe",
            ],
            Clean::HTML,
        ),
        (
            &["shell_escape.escape", "shlex.try_quote", "shlex.quote", "shell_words.quote", "shell_escape.unix.escape"],
            Clean::SHELL,
        ),
        (&["urlencoding.encode", "percent_encoding.utf8_percent_encode"], Clean::URL.or(Clean::HTML).or(Clean::PATH)),
        (&[".file_name"], Clean::PATH),
        (&["regex.escape"], Clean::CODE),
    ],
    builders: &[
        "String.from",
        ".to_string",
        ".to_owned",
        ".into",
        ".concat",
        ".join",
        "Path.new",
        ".as_str",
        ".replace",
        "PathBuf.from",
        ".as_ref",
        ".clone",
        ".collect",
    ],
    keepers: &[
        "trim",
        "to_lowercase",
        "to_uppercase",
        "as_str",
        "unwrap",
        "expect",
        "unwrap_or_default",
        "into_bytes",
        "as_bytes",
    ],
    settings: &[],
    shares_variables: true,
    declarations: &["let_declaration", "const_item", "static_item", "let_condition"],
    by_name: LazyLock::new(|| by_name(SINKS)),
};
