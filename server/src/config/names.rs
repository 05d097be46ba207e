//! Every setting: the one table that the environment is read by, and from which `.env.example` and the README's list are
//! made (`guildhall settings`). A test compares it with what is read.

use std::fmt::Write as _;

use serde::Serialize;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// What the environment calls it.
    pub name: &'static str,
    /// What the file of settings calls it; none where it can only stand in the environment.
    pub key: Option<&'static str>,
    /// What holds where it is not set, in words.
    pub default: &'static str,
    /// What it is.
    pub what: &'static str,
    /// What it may look like.
    pub example: &'static str,
    /// Whether it is secret: then it may also be the content of a file that `NAME_FILE` names.
    pub is_secret: bool,
}

const fn plain(
    name: &'static str,
    key: &'static str,
    default: &'static str,
    what: &'static str,
    example: &'static str,
) -> Setting {
    Setting { name, key: Some(key), default, what, example, is_secret: false }
}

const fn secret(
    name: &'static str,
    key: &'static str,
    default: &'static str,
    what: &'static str,
    example: &'static str,
) -> Setting {
    Setting { name, key: Some(key), default, what, example, is_secret: true }
}

/// Every setting, in the order in which they are told.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "GUILDHALL_CONFIG",
        key: None,
        default: "`guildhall.toml`, if there",
        what: "the file of settings",
        example: "guildhall.toml",
        is_secret: false,
    },
    plain("GUILDHALL_ADDR", "addr", "`127.0.0.1:3000`", "where to listen", "127.0.0.1:3000"),
    plain(
        "GUILDHALL_PUBLIC_URL",
        "public_url",
        "",
        "where people reach it; `https://…` means production; needed to listen beyond this machine",
        "https://guildhall.example",
    ),
    plain(
        "GUILDHALL_TRUSTED_PROXIES",
        "trusted_proxies",
        "",
        "addresses or networks whose `X-Forwarded-For` is believed, with commas",
        "10.0.0.0/8,::1",
    ),
    plain(
        "GUILDHALL_CORS_ORIGINS",
        "cors_origins",
        "",
        "origins whose pages may call `/api` and `/v1`, with commas",
        "https://tools.example",
    ),
    plain("GUILDHALL_DATA", "data", "`data`", "the folder for the database, files, letters and the secret", "data"),
    plain(
        "GUILDHALL_BACKUPS",
        "backups",
        "`backups` in the data folder",
        "the folder for backups; best on another disk",
        "/var/backups/guildhall",
    ),
    secret(
        "DATABASE_URL",
        "database_url",
        "SQLite in the data folder",
        "`postgres://…`, by a role without SUPERUSER and BYPASSRLS",
        "postgres://guildhall:password@localhost/guildhall",
    ),
    secret(
        "GUILDHALL_SECRET",
        "secret",
        "made once in the data folder",
        "at least 32 bytes; needed with PostgreSQL, the same on every copy",
        "what `openssl rand -base64 48` tells",
    ),
    secret(
        "GUILDHALL_PREVIOUS_SECRET",
        "previous_secret",
        "",
        "the secret before it, while it is being replaced: tokens that it signed stay good, and what it sealed is sealed anew \
         at the next start; then it can go",
        "",
    ),
    plain("GUILDHALL_AGENTS", "agents", "", "a folder of agents beside those that come with it", "my-agents"),
    secret(
        "GUILDHALL_SMTP_URL",
        "smtp_url",
        "letters as files in the data folder",
        "`smtps://user:password@host`",
        "smtps://user:password@mail.example",
    ),
    plain(
        "GUILDHALL_MAIL_FROM",
        "mail_from",
        "`Guildhall <no-reply@localhost>`",
        "the sender of letters",
        "Guildhall <no-reply@guildhall.example>",
    ),
    plain(
        "GUILDHALL_WORKERS",
        "workers",
        "4, and 2 for each core",
        "runs worked on at once, up to 256; 0 where only `guildhall worker` works",
        "8",
    ),
    plain(
        "GUILDHALL_WORKER_ADDR",
        "worker_addr",
        "",
        "where `guildhall worker` tells how it is, `/health` and `/metrics`: an address of this machine",
        "127.0.0.1:3001",
    ),
    plain(
        "GUILDHALL_PLAN",
        "plan",
        "`free`",
        "what everybody is on: `free`, `basic`, `pro`, `enterprise`; `internal` counts nothing, for tests",
        "free",
    ),
    plain(
        "GUILDHALL_TRIAL_PER_DAY",
        "trial_per_day",
        "1000",
        "runs without an account in a day, of everybody together; 0 ends them",
        "1000",
    ),
    plain(
        "GUILDHALL_TRIAL_RANGES",
        "trial_ranges",
        "",
        "a file of known VPN, proxy and hosting networks, which share 10 such runs a day",
        "networks.txt",
    ),
    plain("GUILDHALL_LOG", "log", "`info`", "what is logged, as filters of `tracing` are written", "info"),
    plain(
        "GUILDHALL_LOG_FORMAT",
        "log_format",
        "`auto`",
        "`json`, `pretty`, or `auto`: pretty on a terminal, else JSON",
        "auto",
    ),
    Setting {
        name: "GUILDHALL_ADMIN_PASSWORD",
        key: None,
        default: "a pipe, or typed",
        what: "the password for `guildhall admin create`; no other command reads it",
        example: "",
        is_secret: true,
    },
];

/// What the environment calls each setting of the file: everything else in it is somebody else's. Secrets have two names.
pub(super) fn in_the_environment() -> impl Iterator<Item = (String, String)> {
    SETTINGS.iter().filter_map(|setting| Some((setting, setting.key?))).flat_map(|(setting, key)| {
        let file = setting.is_secret.then(|| (format!("{}_FILE", setting.name), format!("{key}_file")));
        std::iter::once((setting.name.to_owned(), key.to_owned())).chain(file)
    })
}

/// All of them as a file for the environment, each turned off.
pub fn env_example() -> String {
    let mut text = String::from(
        "# Every setting of Guildhall, made by `cargo xtask docs`. Copy it to .env, or wherever your service manager or\n\
         # container looks, and take away the # before what you set. An empty one counts as not set.\n",
    );
    for Setting { name, default, what, example, is_secret, .. } in SETTINGS {
        let default = if default.is_empty() { "not set" } else { *default };
        // Writing to a String does not fail.
        let _ = write!(text, "\n# {}\n# default: {}\n#{name}={example}\n", bare(what), bare(default));
        if *is_secret {
            let _ = write!(text, "# or the file that has it:\n#{name}_FILE=\n");
        }
    }
    text
}

/// All of them as a table of Markdown.
pub fn markdown() -> String {
    let mut text = String::from("| name | default | what |\n|---|---|---|\n");
    for Setting { name, default, what, is_secret, .. } in SETTINGS {
        let file = if *is_secret { format!("; also as `{name}_FILE`") } else { String::new() };
        let _ = writeln!(text, "| `{name}` | {default} | {what}{file} |");
    }
    text
}

fn bare(text: &str) -> String {
    text.replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Raw;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_names_every_setting_that_is_read_and_no_other() {
        let refused = serde_json::from_str::<Raw>("{\"no such setting\": 1}").err().expect("is not known").to_string();
        let read: BTreeSet<String> =
            refused.split('`').skip(3).step_by(2).map(str::to_owned).filter(|name| !name.is_empty()).collect();
        let told: BTreeSet<String> = in_the_environment().map(|(_, key)| key).collect();
        assert_eq!(read, told);
    }

    #[test]
    fn the_example_and_the_list_of_the_readme_are_those_of_the_table() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("a file");
        assert_eq!(read(".env.example"), env_example(), "run `cargo xtask docs`");
        assert!(read("README.md").contains(&markdown()), "run `cargo xtask docs`");
    }

    #[test]
    fn the_example_sets_nothing_and_shows_nothing_secret() {
        assert!(env_example().lines().all(|line| line.is_empty() || line.starts_with('#')));
    }
}
