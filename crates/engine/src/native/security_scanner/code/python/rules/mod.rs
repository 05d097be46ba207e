//! What is looked for in Python.

mod configuration;
mod cryptography;
mod data;
mod injection;
mod settings;

use std::sync::LazyLock;

use super::super::flow::value::Clean;
use super::super::sink::{Sink, Tables, by_name};

static SINKS: &[&[Sink]] =
    &[injection::INJECTION, data::DATA, cryptography::CRYPTOGRAPHY, configuration::CONFIGURATION];

/// What is looked for in Python.
pub(super) static TABLES: Tables = Tables {
    outside: &[
        "flask.request",
        "request.args",
        "request.form",
        "request.values",
        "request.json",
        "request.data",
        "request.cookies",
        "request.headers",
        "request.files",
        "request.get_json",
        "request.GET",
        "request.POST",
        "request.COOKIES",
        "request.FILES",
        "request.META",
        "request.body",
        "request.query_params",
        "request.query",
        "request.match_info",
        "request.params",
        "request.path_params",
        "request.query_string",
        "request.path",
        "request.stream",
        "self.request.GET",
        "self.request.POST",
        "self.get_argument",
        "self.get_query_argument",
        "self.get_body_argument",
        "bottle.request",
        "sys.argv",
        "input",
        "raw_input",
        "self.request.arguments",
        "self.request.query",
        "self.request.body",
        "sanic.request",
        "cherrypy.request",
        "sys.stdin",
    ],
    outside_types: &["HttpRequest", "WSGIRequest", "UploadFile"],
    cleaners: &[
        (
            &[
                "=int",
                "=float",
                "=bool",
                "=len",
                "uuid.UUID",
                "=ord",
                "hash",
                "decimal.Decimal",
                "ipaddress.ip_address",
                "is_safe_url",
                "url_has_allowed_host_and_scheme",
                "isinstance",
                ".isdigit",
                ".exists",
                "os.path.exists",
                "hashlib.sha256",
                ".hexdigest",
            ],
            Clean::EVERYWHERE,
        ),
        (
            &[
                "html.escape",
                "cgi.escape",
                "markupsafe.escape",
                "flask.escape",
                "django.utils.html.escape",
                "=escape",
                "django.utils.html.format_html",
                "=format_html",
                "bleach.clean",
                "jinja2.escape",
                "json.dumps",
                "flask.jsonify",
                "=jsonify",
                "flask.render_template",
                "render_template",
                "render",
                "xml.sax.saxutils.escape",
                "url_for",
                "flask.url_for",
            ],
            Clean::HTML.or(Clean::URL),
        ),
        (&["shlex.quote", "pipes.quote", "shlex.join"], Clean::SHELL),
        (
            &["werkzeug.utils.secure_filename", "=secure_filename", "os.path.basename", "get_valid_filename"],
            Clean::PATH.or(Clean::SHELL),
        ),
        (
            &[
                "urllib.parse.quote",
                "urllib.parse.quote_plus",
                "urllib.parse.urlencode",
                "urllib.quote",
                "django.urls.reverse",
                "=reverse",
            ],
            Clean::URL.or(Clean::HTML).or(Clean::PATH),
        ),
        (&["re.escape", "ast.literal_eval", "json.loads"], Clean::CODE),
        (
            &[
                "ldap.filter.escape_filter_chars",
                "ldap.dn.escape_dn_chars",
                "escape_filter_chars",
                "escape_rdn",
                "escape_dn_chars",
            ],
            Clean::LDAP,
        ),
        (&["sql.Identifier", "psycopg2.sql.SQL", "sql.SQL", ".quote_name"], Clean::SQL),
    ],
    builders: &[
        ".format",
        ".join",
        "=str",
        "=repr",
        ".format_map",
        "=bytes",
        "os.path.join",
        ".replace",
        ".encode",
        "=format",
        "=Path",
        "urllib.parse.urljoin",
        "textwrap.dedent",
        ".substitute",
        ".safe_substitute",
        "string.Template",
    ],
    keepers: &[
        "strip", "lstrip", "rstrip", "lower", "upper", "title", "decode", "encode", "format", "split", "replace",
        "text", "dedent",
    ],
    settings: settings::SETTINGS,
    shares_variables: false,
    declarations: &[],
    by_name: LazyLock::new(|| by_name(SINKS)),
};
