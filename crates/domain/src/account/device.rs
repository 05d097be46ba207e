//! What a client calls itself, in words.
//!
//! `User-Agent` (RFC 9110, 10.1.5) is free text that anybody may write; it is read for a person to recognise a sign-in
//! by, and trusted for nothing. Libraries that know it all carry thousands of patterns; a program and a system are enough
//! here.

use serde::{Deserialize, Serialize};

/// With what somebody signed in: program and system, as far as they can be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// `Firefox`, `curl`; the first word of what an unknown program calls itself.
    pub program: Option<String>,
    /// `Windows`, `Android`.
    pub system: Option<String>,
}

/// Browsers by what they add, the ones that also name others first: Edge calls itself Chrome and Safari too.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems, the ones that also name others first: Android calls itself Linux too, an iPhone is `like Mac OS X`.
const SYSTEMS: &[(&str, &str)] = &[
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
    ("X11", "Linux"),
];

const MAX_PROGRAM: usize = 40;

impl Device {
    /// Reads what a client calls itself.
    pub fn of(user_agent: &str) -> Self {
        let known = |list: &[(&str, &str)]| {
            let found = list.iter().find(|(sign, _)| user_agent.contains(sign));
            found.map(|(_, name)| (*name).to_owned())
        };
        let program = known(BROWSERS).or_else(|| product(user_agent));
        Self { program, system: known(SYSTEMS) }
    }
}

/// The first product of an unknown program: `curl` of `curl/8.5.0`. Only plain characters: it is shown.
fn product(user_agent: &str) -> Option<String> {
    let first = user_agent.split(['/', ' ', '(']).next()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = first.chars().filter(|c| plain(*c)).take(MAX_PROGRAM).collect();
    // What every browser begins with says nothing.
    (!name.is_empty() && name != "Mozilla").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(user_agent: &str) -> (Option<String>, Option<String>) {
        let device = Device::of(user_agent);
        (device.program, device.system)
    }

    #[test]
    fn browsers_and_systems_are_told_apart() {
        for (text, program, system) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Windows"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                 Safari/537.36 Edg/142.0.0.0",
                "Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile \
                 Safari/537.36",
                "Chrome",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/26.0 Mobile/15E148 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 \
                 Safari/605.1.15",
                "Safari",
                "macOS",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 \
                 Safari/537.36",
                "Chrome",
                "Linux",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                 Safari/537.36",
                "Chrome",
                "ChromeOS",
            ),
        ] {
            assert_eq!(words(text), (Some(program.to_owned()), Some(system.to_owned())), "{text}");
        }
    }

    #[test]
    fn programs_are_called_as_they_call_themselves_in_plain_characters() {
        assert_eq!(words("curl/8.5.0").0.as_deref(), Some("curl"));
        assert_eq!(
            words("python-requests/2.32 (Linux)"),
            (Some("python-requests".to_owned()), Some("Linux".to_owned()))
        );
        assert_eq!(words("<b>evil</b>\u{202e}/1").0.as_deref(), Some("bevil"));
        assert_eq!(words(&"x".repeat(400)).0.map(|name| name.len()), Some(MAX_PROGRAM));
        assert_eq!(words("Mozilla/5.0"), (None, None));
        assert_eq!(words(""), (None, None));
    }
}
