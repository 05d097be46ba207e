//! Forgotten passwords.

pub const LINK: &str = "Forgotten your password?";
pub const TITLE: &str = "Forgotten your password?";
pub const LEAD: &str = "Tell us the e-mail address of your account. We send you a link to choose another password.";
pub const EMAIL: &str = "E-mail address";
pub const SUBMIT: &str = "Send the letter";
pub const PROBLEM: &str = "No letter was sent";
pub const SENT_TITLE: &str = "Look into your mail";
pub const SENT: &str =
    "If this address has an account, a letter with a link is on its way. The link works for one hour.";
pub const SENT_NOTE: &str = "Nothing there after a few minutes? Look into the spam folder, and whether it is the address you \
     signed up with. After three letters we wait a while before the next.";
pub const AGAIN: &str = "Ask for another letter";
pub const BACK: &str = "Back to signing in";

pub const RESET_TITLE: &str = "Choose a new password";
pub const RESET_LEAD: &str = "Everybody who is signed in to your account, on any device, will be signed out.";
pub const NEW_PASSWORD: &str = "New password";
pub const RESET: &str = "Replace the password";
pub const RESET_PROBLEM: &str = "The password was not replaced";
pub const OVER_TITLE: &str = "This link is over";
pub const OVER: &str =
    "It was used already, a newer letter took its place, or it is older than an hour. Your password is as it was.";
pub const DONE_TITLE: &str = "Your password is replaced";
pub const DONE: &str = "Sign in with the new one. Everybody who was signed in before was signed out.";
