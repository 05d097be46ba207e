//! The settings as they are written, from the file, the environment and the flags, in rising order.

use std::collections::HashMap;
use std::path::PathBuf;

use config::{Environment, File, FileFormat};
use serde::Deserialize;

use super::{BadConfig, names};

const DEFAULT_FILE: &str = "guildhall.toml";

/// What the command line says; stronger than everything else.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Flags {
    /// The file of settings [default: guildhall.toml, if there].
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where to listen [default: 127.0.0.1:3000].
    #[arg(long, global = true, value_name = "HOST:PORT")]
    pub addr: Option<String>,
    /// The folder for the database, files, letters and the secret [default: data].
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Where people reach it; https means production.
    #[arg(long, global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// Runs worked on at once.
    #[arg(long, global = true, value_name = "COUNT")]
    pub workers: Option<u64>,
    /// What is logged: `warn`, `info`, `info,service=debug` …
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,
}

/// The settings as they are written.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Raw {
    pub(super) addr: Option<String>,
    pub(super) public_url: Option<String>,
    pub(super) trusted_proxies: List,
    pub(super) cors_origins: List,
    pub(super) data: Option<PathBuf>,
    pub(super) backups: Option<PathBuf>,
    pub(super) database_url: Option<String>,
    pub(super) database_url_file: Option<PathBuf>,
    pub(super) secret: Option<String>,
    pub(super) secret_file: Option<PathBuf>,
    pub(super) previous_secret: Option<String>,
    pub(super) previous_secret_file: Option<PathBuf>,
    pub(super) agents: Option<PathBuf>,
    pub(super) smtp_url: Option<String>,
    pub(super) smtp_url_file: Option<PathBuf>,
    pub(super) mail_from: Option<String>,
    pub(super) workers: Option<usize>,
    pub(super) worker_addr: Option<String>,
    pub(super) plan: Option<String>,
    pub(super) trial_per_day: Option<u32>,
    pub(super) trial_ranges: Option<PathBuf>,
    pub(super) log: Option<String>,
    pub(super) log_format: Option<String>,
}

/// A list in the file, or a text with commas.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum List {
    /// With commas.
    Text(String),
    /// One by one.
    Items(Vec<String>),
}

impl Default for List {
    fn default() -> Self {
        Self::Items(Vec::new())
    }
}

impl List {
    /// The items, without empty ones.
    pub(super) fn items(&self) -> impl Iterator<Item = &str> {
        let items: Vec<&str> = match self {
            Self::Text(text) => text.split(',').collect(),
            Self::Items(items) => items.iter().map(String::as_str).collect(),
        };
        items.into_iter().map(str::trim).filter(|item| !item.is_empty())
    }
}

impl Raw {
    /// Reads the file, the environment and the flags.
    pub fn read(flags: &Flags, environment: impl Iterator<Item = (String, String)>) -> Result<Self, BadConfig> {
        let environment: HashMap<String, String> = environment.collect();
        let named = flags.config.clone().or_else(|| environment.get("GUILDHALL_CONFIG").map(PathBuf::from));
        let file = named.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_FILE));
        let file = File::from(file).format(FileFormat::Toml).required(named.is_some());
        // An empty variable is how a container file says "not set".
        let told = names::in_the_environment().filter_map(|(name, key)| {
            let text = environment.get(&name).filter(|text| !text.is_empty())?;
            Some((key, text.clone()))
        });
        let told = Environment::default().source(Some(told.collect()));
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.to_string_lossy().into_owned());
        let settings = config::Config::builder()
            .add_source(file)
            .add_source(told)
            .set_override_option("addr", flags.addr.clone())?
            .set_override_option("data", path(&flags.data))?
            .set_override_option("public_url", flags.public_url.clone())?
            .set_override_option("workers", flags.workers)?
            .set_override_option("log", flags.log.clone())?
            .build()?;
        Ok(settings.try_deserialize()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str, environment: &[(&str, &str)], flags: &Flags) -> Result<Raw, BadConfig> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("guildhall.toml");
        std::fs::write(&path, file).expect("a file");
        let flags = Flags { config: Some(path), ..flags.clone() };
        Raw::read(&flags, environment.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
    }

    #[test]
    fn a_flag_beats_the_environment_and_the_environment_beats_the_file() {
        let file = "addr = '127.0.0.1:1'\nworkers = 1\nlog = 'warn'\ntrusted_proxies = ['10.0.0.0/8', '::1']\n";
        let environment =
            [("GUILDHALL_ADDR", "127.0.0.1:2"), ("GUILDHALL_WORKERS", "2"), ("GUILDHALL_LOG", ""), ("HOME", "/")];
        let flags = Flags { addr: Some("127.0.0.1:3".to_owned()), ..Flags::default() };
        let raw = read(file, &environment, &flags).expect("settings");
        assert_eq!(raw.addr.as_deref(), Some("127.0.0.1:3"));
        assert_eq!(raw.workers, Some(2));
        assert_eq!(raw.log.as_deref(), Some("warn"));
        assert_eq!(raw.trusted_proxies.items().collect::<Vec<_>>(), ["10.0.0.0/8", "::1"]);
    }

    #[test]
    fn a_list_may_be_a_text_and_an_unknown_setting_is_refused() {
        let raw =
            read("", &[("GUILDHALL_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2,")], &Flags::default()).expect("settings");
        assert_eq!(raw.trusted_proxies.items().collect::<Vec<_>>(), ["10.0.0.1", "10.0.0.2"]);
        assert!(read("adr = '127.0.0.1:1'", &[], &Flags::default()).is_err());
    }

    #[test]
    fn a_named_file_must_be_there() {
        let flags = Flags { config: Some("/nowhere/guildhall.toml".into()), ..Flags::default() };
        assert!(Raw::read(&flags, std::iter::empty()).is_err());
    }
}
