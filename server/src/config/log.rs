//! What is logged, and how.

use tracing_subscriber::EnvFilter;

use super::{BadConfig, Raw};

/// What is logged, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// As `tracing` filters are written: `info`, `info,service=debug`.
    pub level: String,
    /// How lines look.
    pub format: Format,
}

/// How lines of the log look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Pretty on a terminal, else JSON.
    Auto,
    /// An object per line.
    Json,
    /// For people.
    Pretty,
}

impl Log {
    pub(super) fn judge(raw: &Raw) -> Result<Self, BadConfig> {
        let level = raw.log.clone().unwrap_or_else(|| "info".to_owned());
        EnvFilter::try_new(&level).map_err(|error| BadConfig::of("GUILDHALL_LOG", format!("{level:?}: {error}")))?;
        let format = match raw.log_format.as_deref() {
            None | Some("auto") => Format::Auto,
            Some("json") => Format::Json,
            Some("pretty") => Format::Pretty,
            Some(other) => {
                let reason = format!("{other:?} is none of auto, json, pretty");
                return Err(BadConfig::of("GUILDHALL_LOG_FORMAT", reason));
            }
        };
        Ok(Self { level, format })
    }
}

impl Log {
    /// For a command that is not the server: `info`, which nobody asked for, would drown what the command says.
    #[must_use]
    pub fn for_a_command(&self) -> Self {
        let level = if self.level == "info" { "warn".to_owned() } else { self.level.clone() };
        Self { level, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_and_formats_are_judged() {
        let judge = |log: &str, format: &str| {
            Log::judge(&Raw { log: Some(log.to_owned()), log_format: Some(format.to_owned()), ..Raw::default() })
        };
        assert_eq!(judge("info,service=debug", "json").map(|log| log.format).ok(), Some(Format::Json));
        assert!(judge("service=loud", "json").is_err());
        assert!(judge("info", "xml").is_err());
    }
}
