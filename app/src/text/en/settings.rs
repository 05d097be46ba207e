//! The settings of one's own account.

pub const NAVIGATION: &str = "Settings";
pub const PROFILE: &str = "Profile";
pub const PROFILE_LEAD: &str = "How others see you, and what we know you by.";
pub const SECURITY: &str = "Security";
pub const SECURITY_LEAD: &str = "Your password, where you are signed in, and every sign-in of the last months.";
pub const PREFERENCES: &str = "Preferences";
pub const PREFERENCES_LEAD: &str = "How pages look, what a run may cost unasked, and which letters you get.";
pub const KEYS: &str = "API keys";
pub const USAGE: &str = "API usage";

pub const ACCOUNT: &str = "Your account";
pub const USERNAME: &str = "User name";
pub const EMAIL: &str = "E-mail address";
pub const SINCE: &str = "Member since";
