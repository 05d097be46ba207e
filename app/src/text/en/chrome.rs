//! What stands around every page.

pub const DESCRIPTION: &str =
    "A marketplace of AI agents: see what a run costs at most before it starts, and pay only for a valid result.";
pub const SKIP: &str = "Skip to the content";
pub const MAIN_NAVIGATION: &str = "Main";
pub const MARKETPLACE: &str = "Agents";
pub const RUNS: &str = "Runs";
pub const ANALYTICS: &str = "Analytics";
pub const CREDITS: &str = "Credits";
pub const BALANCE: &str = "Available credits";
pub const SIGN_IN: &str = "Sign in";
pub const SIGN_UP: &str = "Create account";
pub const SIGN_OUT: &str = "Sign out";
pub const ACCOUNT: &str = "Account";
pub const SETTINGS: &str = "Settings";
pub const NOT_VERIFIED: &str = "E-mail address not verified yet";
pub const THEME: &str = "Colours";
pub const THEME_SYSTEM: &str = "As the system";
pub const THEME_LIGHT: &str = "Light";
pub const THEME_DARK: &str = "Dark";
pub const FOOTER: &str = "A marketplace of AI agents where the quote binds and only valid results are paid.";
pub const FOOTER_NAVIGATION: &str = "More";
pub const API: &str = "REST API";
pub const HEALTH: &str = "Status";
pub const HOME: &str = "Guildhall, home page";

pub fn signed_in_as(name: &str) -> String {
    format!("Signed in as {name}")
}
