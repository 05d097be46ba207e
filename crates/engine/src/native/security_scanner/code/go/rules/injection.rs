//! Text from outside where it is run, searched with, opened, called or shown.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Test::{All, Built, FileSays, Is, Not, One, Outside, Says, Sql, Varies};
use super::super::super::sink::Which::{At, Each, From};
use super::super::super::sink::{Sink, sink};

/// Text from outside where it is run, searched with, opened, called or shown.
pub(super) static INJECTION: &[Sink] = &[
    sink(
        &[
            ".Query",
            ".QueryRow",
            ".Exec",
            ".Prepare",
            ".Raw",
            ".Queryx",
            ".QueryRowx",
            ".MustExec",
            ".Where",
            ".Order",
            ".Having",
        ],
        Sql(At(0)),
        "sql-injection",
    ),
    sink(
        &[
            ".QueryContext",
            ".QueryRowContext",
            ".ExecContext",
            ".PrepareContext",
            ".Get",
            ".Select",
            ".QueryxContext",
            ".NamedExec",
        ],
        Sql(At(1)),
        "sql-injection",
    ),
    sink(
        &["os/exec.Command"],
        One(&[
            Varies(At(0), Clean::SHELL),
            All(&[
                Is(At(0), &["sh", "bash", "/bin/sh", "/bin/bash", "cmd", "cmd.exe", "powershell", "zsh", "/bin/zsh"]),
                Varies(From(1), Clean::SHELL),
            ]),
            Outside(From(1), Clean::SHELL),
        ]),
        "command-injection",
    ),
    sink(
        &["os/exec.CommandContext"],
        One(&[
            Varies(At(1), Clean::SHELL),
            All(&[
                Is(At(1), &["sh", "bash", "/bin/sh", "/bin/bash", "cmd", "cmd.exe", "powershell"]),
                Varies(From(2), Clean::SHELL),
            ]),
            Outside(From(2), Clean::SHELL),
        ]),
        "command-injection",
    ),
    sink(
        &["syscall.Exec", "syscall.ForkExec", "syscall.StartProcess", "os.StartProcess"],
        Varies(At(0), Clean::SHELL),
        "command-injection",
    ),
    sink(
        &[
            "html/template.HTML",
            "html/template.JS",
            "html/template.URL",
            "html/template.HTMLAttr",
            "html/template.CSS",
            "html/template.JSStr",
        ],
        Varies(At(0), Clean::HTML),
        "xss",
    ),
    sink(
        &["fmt.Fprintf", "fmt.Fprint", "fmt.Fprintln", "io.WriteString"],
        All(&[
            Is(At(0), &["http.ResponseWriter", "w", "rw", "writer"]),
            FileSays(&["net/http"]),
            Outside(From(1), Clean::HTML),
            Not(&FileSays(&["application/json"])),
        ]),
        "xss",
    ),
    sink(&["http.ResponseWriter.Write", ".Writer.Write"], Outside(At(0), Clean::HTML), "xss"),
    sink(&["net/http.Redirect"], Outside(At(2), Clean::URL), "open-redirect"),
    sink(
        &[".Redirect"],
        All(&[FileSays(&["gin", "echo", "fiber", "beego", "chi"]), Outside(Each, Clean::URL)]),
        "open-redirect",
    ),
    sink(
        &["http.ResponseWriter.Header().Set"],
        All(&[Is(At(0), &["Location"]), Outside(At(1), Clean::URL)]),
        "open-redirect",
    ),
    sink(
        &[
            "os.Open",
            "os.OpenFile",
            "os.ReadFile",
            "os.WriteFile",
            "os.Create",
            "os.Remove",
            "os.RemoveAll",
            "os.Mkdir",
            "os.MkdirAll",
            "os.ReadDir",
            "os.Rename",
            "os.Chmod",
            "os.Stat",
            "io/ioutil.ReadFile",
            "io/ioutil.WriteFile",
            "io/ioutil.ReadDir",
            "net/http.ServeFile",
        ],
        Outside(Each, Clean::PATH),
        "path-traversal",
    ),
    sink(
        &[
            "net/http.Get",
            "net/http.Post",
            "net/http.Head",
            "net/http.PostForm",
            ".Get",
            "net.Dial",
            "net/http.DefaultClient.Get",
            "net/http.Client.Get",
        ],
        All(&[
            Outside(At(0), Clean::URL),
            FileSays(&["net/http"]),
            Not(&Is(At(0), &["http.Request"])),
            Says(&["http.", "client", "Client", "net."]),
        ]),
        "ssrf",
    ),
    sink(&["net/http.NewRequest"], Outside(At(1), Clean::URL), "ssrf"),
    sink(&["net/http.NewRequestWithContext"], Outside(At(2), Clean::URL), "ssrf"),
    sink(
        &["text/template.New().Parse", ".Parse"],
        All(&[FileSays(&["text/template", "html/template"]), Says(&["emplate"]), Built(At(0), Clean::CODE)]),
        "template-injection",
    ),
    sink(
        &["regexp.MustCompile", "regexp.Compile", "regexp.MatchString"],
        All(&[Outside(At(0), Clean::CODE), FileSays(&["regexp2"])]),
        "regex-injection",
    ),
    sink(&["ldap.NewSearchRequest", ".NewSearchRequest"], Built(From(6), Clean::LDAP), "ldap-injection"),
    sink(
        &[
            "xpath.Compile",
            "xmlpath.Compile",
            "xpath.Select",
            "xmlquery.Find",
            "xmlquery.FindOne",
            "htmlquery.Find",
            ".Evaluate",
        ],
        All(&[FileSays(&["xpath", "xmlpath", "xmlquery", "htmlquery"]), Built(Each, Clean::CODE)]),
        "xpath-injection",
    ),
];
