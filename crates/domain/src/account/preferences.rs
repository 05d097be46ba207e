//! How Guildhall behaves for one person.

use serde::{Deserialize, Serialize};

use crate::credits::Credits;

/// The languages that the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
}

/// The colours that a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Those of the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Which letters a person gets besides those that an account cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// At a sign-in from a device that was not seen before.
    pub new_device: bool,
    /// When a run has ended.
    pub run_finished: bool,
}

impl Default for Notices {
    fn default() -> Self {
        Self { new_device: true, run_finished: false }
    }
}

/// How Guildhall behaves for one person. Whoever never chose has [`Preferences::default`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// The language of the interface.
    pub language: Language,
    /// The colours; where none are chosen, those that the browser keeps.
    pub theme: Option<Theme>,
    /// The time zone that times are shown in, by its name in the IANA database.
    pub time_zone: String,
    /// A run that may cost more is started only after a further yes.
    #[serde(rename = "default_ceiling_microcredits")]
    pub default_ceiling: Option<Credits>,
    /// Which letters are sent.
    pub notices: Notices,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: None,
            time_zone: "UTC".to_owned(),
            default_ceiling: None,
            notices: Notices::default(),
        }
    }
}

impl Language {
    /// The word that is stored and sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
        }
    }

    /// Reads that word.
    pub fn parse(text: &str) -> Option<Self> {
        (text == Self::En.as_str()).then_some(Self::En)
    }
}

impl Theme {
    /// The word in the cookie, in the form and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads that word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark].into_iter().find(|theme| theme.as_str() == text)
    }
}

impl Preferences {
    /// Whether a run that may cost so much needs a further yes.
    pub fn asks_before(&self, ceiling: Credits) -> bool {
        self.default_ceiling.is_some_and(|most| ceiling > most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_yes_is_asked_above_the_ceiling_only() {
        let with = |most| Preferences { default_ceiling: most, ..Preferences::default() };
        let asks = |most: Option<i64>, cost| with(most.map(Credits::whole)).asks_before(Credits::whole(cost));
        assert!(!asks(None, 10_000) && !asks(Some(4), 4) && asks(Some(4), 5) && asks(Some(0), 1) && !asks(Some(0), 0));
    }
}
