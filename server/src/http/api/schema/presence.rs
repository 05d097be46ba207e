//! Where a person is signed in, how that came about, and what it chose.

use utoipa::ToSchema;

/// With what somebody signed in, as far as it tells.
#[derive(Debug, ToSchema)]
pub struct Device {
    /// The program's name.
    #[schema(example = "Firefox", required)]
    pub program: Option<String>,
    /// The system's name.
    #[schema(example = "Windows", required)]
    pub system: Option<String>,
}

/// By which door somebody comes.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// A browser, with a session.
    Browser,
    /// A program, with tokens.
    Api,
}

/// What became of an attempt to sign in.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignInOutcome {
    /// Signed in.
    Succeeded,
    /// The password was wrong.
    WrongPassword,
    /// The password was right, the second factor was not.
    WrongCode,
    /// The password was right, the account is closed.
    Suspended,
    /// A refresh token came again that had been used: its sign-in was ended.
    ReusedToken,
}

/// An attempt to sign in to your account.
#[derive(Debug, ToSchema)]
pub struct SignInAttempt {
    /// Which.
    #[schema(example = "sin_01kajk8tz7f0v9m3q2x5c6d8e1")]
    pub id: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// What became of it.
    pub outcome: SignInOutcome,
    /// By which door.
    pub door: Door,
    /// From which address.
    #[schema(example = "192.0.2.7")]
    pub address: String,
    /// With what.
    pub device: Device,
}

/// Somewhere you are signed in.
#[derive(Debug, ToSchema)]
pub struct Session {
    /// `ses_…` of a browser's session, `fam_…` of a family of tokens.
    #[schema(example = "ses_01kajk8tz7f0v9m3q2x5c6d8e1")]
    pub id: String,
    /// By which door.
    pub door: Door,
    /// From which address: a session's first, the last that renewed tokens.
    #[schema(example = "192.0.2.7")]
    pub address: String,
    /// With what.
    pub device: Device,
    /// When it began.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When it was last seen; kept to the hour for a browser.
    #[schema(format = DateTime)]
    pub last_seen_at: String,
    /// When it ends, whatever happens.
    #[schema(format = DateTime)]
    pub expires_at: String,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

/// Where you are signed in.
#[derive(Debug, ToSchema)]
pub struct SessionList {
    /// All of them, the one that asks first.
    pub data: Vec<Session>,
}

/// The languages of the interface.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
}

/// Colours.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Those of the system.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Which letters are sent besides those that an account cannot do without.
#[derive(Debug, ToSchema)]
pub struct Notices {
    /// At a sign-in from a device that was not seen before.
    pub new_device: bool,
    /// When a run that took longer than a minute has ended.
    pub run_finished: bool,
}

/// What you chose.
#[derive(Debug, ToSchema)]
#[schema(example = json!({
    "language": "en", "theme": "dark", "time_zone": "Europe/Berlin", "default_ceiling_microcredits": 10_000_000,
    "notices": {"new_device": true, "run_finished": false},
}))]
pub struct Preferences {
    /// The language of the interface.
    pub language: Language,
    /// The colours; null for those that the browser keeps.
    pub theme: Option<Theme>,
    /// The time zone that pages show times in, by its name in the IANA database. The API's times are always in UTC.
    pub time_zone: String,
    /// On pages, a run that may cost more is started only after a further yes; null for never. A start through the API names
    /// its ceiling itself.
    #[schema(minimum = 0)]
    pub default_ceiling_microcredits: Option<i64>,
    /// Which letters are sent.
    pub notices: Notices,
}
