//! The page on which an account is made.

pub const TITLE: &str = "Create your account";
pub const LEAD: &str =
    "100 credits are yours with a first account, once its e-mail address is verified. No card needed.";
pub const EMAIL: &str = "E-mail address";
pub const EMAIL_HINT: &str = "We send a link to it. It is never shown to others.";
pub const USERNAME: &str = "User name";
pub const USERNAME_HINT: &str = "3 to 20 letters, digits, _ or -, beginning with a letter.";
pub const FULL_NAME: &str = "Your name";
pub const PASSWORD: &str = "Password";
pub const PASSWORD_RULES: [&str; 4] = ["8 to 128 characters", "An upper-case letter", "A lower-case letter", "A digit"];
pub const SUBMIT: &str = "Create account";
pub const HAVE_ONE: &str = "You have an account already?";
pub const SIGN_IN: &str = "Sign in";
pub const PROBLEM: &str = "The account was not made";
pub const SENT_TITLE: &str = "Look into your mail";
pub const SENT: &str =
    "We sent you a letter with a link. Open it to verify your address; a first account gets 100 credits then.";
pub const SENT_NOTE: &str =
    "Nothing there after a few minutes? Look into the spam folder, or sign in and have it sent again.";
