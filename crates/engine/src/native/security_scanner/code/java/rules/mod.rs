//! What is looked for in Java. Classes are told by their simple names.

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

/// What is looked for in Java.
pub(super) static TABLES: Tables = Tables {
    outside: &[
        ".getParameter",
        ".getParameterValues",
        ".getParameterMap",
        ".getParameterNames",
        ".getQueryString",
        ".getHeader",
        ".getHeaders",
        ".getHeaderNames",
        ".getCookies",
        ".getRequestURI",
        ".getPathInfo",
        ".getRequestURL",
        ".getTheParameter",
        ".getTheValue",
        ".getReader",
        "HttpServletRequest.getInputStream",
        "Cookie.getValue",
        ".getPart",
        ".getParts",
        ".getOriginalFilename",
        ".getQueryParams",
        "args[]",
        "System.getenv",
        "HttpServletRequest.getRemoteUser",
        "Socket.getInputStream",
        "URLConnection.getInputStream",
        "ServletRequest.getInputStream",
    ],
    outside_types: &["MultipartFile", "SeparateClassRequest"],
    cleaners: &[
        (
            &[
                "Integer.parseInt",
                "Integer.valueOf",
                "Long.parseLong",
                "Long.valueOf",
                "Double.parseDouble",
                "UUID.fromString",
                ".length",
                ".size",
                ".equals",
                ".isEmpty",
                ".hashCode",
                "Boolean.parseBoolean",
                ".nextInt",
                ".contains",
                ".matches",
                ".startsWith",
                ".getSession",
                ".getServletContext",
                ".getMethod",
            ],
            Clean::EVERYWHERE,
        ),
        (
            &[
                "StringEscapeUtils.escapeHtml",
                "StringEscapeUtils.escapeHtml4",
                "StringEscapeUtils.escapeHtml3",
                "HtmlUtils.htmlEscape",
                "Encode.forHtml",
                "Encode.forHtmlAttribute",
                "Encode.forHtmlContent",
                ".encodeForHTML",
                ".encodeForHTMLAttribute",
                ".forHtml",
                "Jsoup.clean",
                "HtmlEscapers.htmlEscaper().escape",
                "ESAPI.encoder().encodeForHTML",
            ],
            Clean::HTML,
        ),
        (&["URLEncoder.encode", "UriUtils.encode", ".encodeForURL"], Clean::URL.or(Clean::HTML).or(Clean::PATH)),
        (&["FilenameUtils.getName", "FilenameUtils.getBaseName", ".getFileName", "File().getName"], Clean::PATH),
        (&["ESAPI.encoder().encodeForSQL", ".encodeForSQL", "StringEscapeUtils.escapeSql"], Clean::SQL),
        (
            &[
                ".encodeForLDAP",
                "LdapEncoder.filterEncode",
                ".encodeForDN",
                "Filter.encodeValue",
                "LdapEncoder.nameEncode",
            ],
            Clean::LDAP,
        ),
        (&["Pattern.quote", ".encodeForXPath"], Clean::CODE),
        (&[".encodeForOS"], Clean::SHELL),
    ],
    builders: &[
        "String.format",
        ".concat",
        "String.join",
        "StringBuilder",
        "StringBuffer",
        ".append",
        ".insert",
        ".formatted",
        ".toString",
        "String.valueOf",
        "MessageFormat.format",
        "Arrays.asList",
        "List.of",
        "Paths.get",
        "Path.of",
        ".resolve",
    ],
    keepers: &[
        "trim",
        "toLowerCase",
        "toUpperCase",
        "toString",
        "substring",
        "replace",
        "split",
        "concat",
        "getBytes",
        "toCharArray",
        "strip",
        "append",
    ],
    settings: settings::SETTINGS,
    shares_variables: true,
    declarations: &["variable_declarator", "resource"],
    by_name: LazyLock::new(|| by_name(SINKS)),
};
