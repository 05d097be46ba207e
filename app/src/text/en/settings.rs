//! The settings of one's own account.

use domain::account::{Device, Door, Outcome};

pub const NAVIGATION: &str = "Settings";
pub const PROFILE: &str = "Profile";
pub const PROFILE_LEAD: &str = "How others see you, and what we know you by.";
pub const SECURITY: &str = "Security";
pub const SECURITY_LEAD: &str = "Your password, where you are signed in, and every sign-in of the last 180 days.";
pub const PREFERENCES: &str = "Preferences";
pub const PREFERENCES_LEAD: &str = "How pages look, what a run may cost unasked, and which letters you get.";
pub const SAVE: &str = "Save";
pub const NOT_SAVED: &str = "Nothing was saved";
pub const KEYS: &str = "API keys";
pub const USAGE: &str = "API usage";

pub const PICTURE: &str = "Your picture";
pub const PICTURE_FILE: &str = "Choose a picture";
pub const PICTURE_HINT: &str = "PNG, JPEG, WebP or GIF, at most 2 MB. It is cut to a square and made anew: where and with what \
     it was taken is not kept.";
pub const PICTURE_PUT: &str = "Upload";
pub const PICTURE_REMOVE: &str = "Remove the picture";
pub const ABOUT: &str = "About you";
pub const FULL_NAME: &str = "Your name";
pub const BIO: &str = "A few words about you";
pub const BIO_HINT: &str = "Plain text. Everybody can read it.";
pub const ACCOUNT: &str = "Your account";
pub const USERNAME: &str = "User name";
pub const USERNAME_NOTE: &str = "The user name stays: others know you by it.";
pub const EMAIL: &str = "E-mail address";
pub const SINCE: &str = "Member since";

pub const PASSWORD: &str = "Password";
pub const PASSWORD_LEAD: &str = "A new password ends every other session. We write to you that it was changed.";
pub const PASSWORD_PROBLEM: &str = "The password was not changed";
pub const OLD_PASSWORD: &str = "Current password";
pub const NEW_PASSWORD: &str = "New password";
pub const CHANGE_PASSWORD: &str = "Change the password";
pub const SESSIONS: &str = "Where you are signed in";
pub const SESSIONS_LEAD: &str = "Browsers, and programs that use your account. What you end is signed out at once.";
pub const THIS_ONE: &str = "This one";
pub const LAST_SEEN: &str = "last seen";
pub const END: &str = "End";
pub const END_OTHERS: &str = "End all others";
pub const HISTORY: &str = "Sign-ins";
pub const HISTORY_LEAD: &str = "Something here that was not you? Change your password.";
pub const NO_HISTORY: &str = "None in the last 180 days.";
pub const DEVICE: &str = "With what, from where";
pub const OUTCOME: &str = "What became of it";
pub const WHEN: &str = "When";
pub const NEWEST: &str = "Newest";
pub const OLDER: &str = "Older";

pub const LOOKS: &str = "Language, time and looks";
pub const LANGUAGE: &str = "Language";
pub const LANGUAGE_HINT: &str = "The only one so far.";
pub const ENGLISH: &str = "English";
pub const TIME_ZONE: &str = "Time zone";
pub const SPENDING: &str = "Spending";
pub const CEILING: &str = "Ask again above";
pub const CREDITS_A_RUN: &str = "credits a run";
pub const CEILING_HINT: &str =
    "A run whose quote is higher starts only after a further yes. Leave it empty if you never want to be asked.";
pub const LETTERS: &str = "Letters";
pub const LETTERS_LEAD: &str = "Besides those that an account cannot do without.";
pub const NEW_DEVICE: &str = "Sign-in from a new device";
pub const NEW_DEVICE_HINT: &str = "When somebody signs in with a device or from a network not seen before.";
pub const RUN_FINISHED: &str = "A run has ended";
pub const RUN_FINISHED_HINT: &str = "When a run that took longer than a minute is over.";
pub const PREFERENCES_SAVED: &str = "Your preferences are saved.";

/// What was kept, by the word in the address.
pub fn saved(what: &str) -> Option<&'static str> {
    match what {
        "profile" => Some("Your profile is saved."),
        "picture" => Some("Your picture is there."),
        "no_picture" => Some("Your picture is gone; your initials stand for it."),
        _ => None,
    }
}

/// What was done, by the word in the address.
pub fn done(what: &str) -> Option<&'static str> {
    match what {
        "password" => Some("Your password is changed, and every other session was ended."),
        "ended" => Some("That session was ended."),
        "others_ended" => Some("Every other session was ended."),
        _ => None,
    }
}

/// With what somebody signed in: `Firefox on Windows`.
pub fn device(device: &Device) -> String {
    match (&device.program, &device.system) {
        (Some(program), Some(system)) => format!("{program} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => "Unnamed program".to_owned(),
    }
}

pub fn door(door: Door) -> &'static str {
    match door {
        Door::Browser => "Browser",
        Door::Api => "API",
    }
}

pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Succeeded => "Signed in",
        Outcome::WrongPassword => "Wrong password",
        Outcome::WrongCode => "Wrong code",
        Outcome::Suspended => "Account closed",
        Outcome::ReusedToken => "A used token came again",
    }
}

/// The button that ends a session, said whole.
pub fn end(device: &str, address: &str) -> String {
    format!("End: {device}, {address}")
}

pub fn time_there(now: &str) -> String {
    format!("It is {now} there now.")
}
