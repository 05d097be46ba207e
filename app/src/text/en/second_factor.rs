//! The second factor.

pub const TITLE: &str = "Second factor";
pub const LEAD: &str = "A code of your phone beside the password: whoever learns your password still cannot get in.";
pub const NAME: &str = "Second factor";
pub const OFF: &str = "Off";
pub const ON: &str = "On";
pub const BEGUN: &str = "Not finished";
pub const OFF_NOTE: &str = "Your password alone signs in.";
pub const ON_NOTE: &str = "Signing in needs your password and a code of your authenticator app.";
pub const ADMIN_NOTE: &str =
    "As an admin you need it: without it, the administration opens only on the machine it runs on.";
pub const SET_UP: &str = "Set up";
pub const GO_ON: &str = "Go on";
pub const MANAGE: &str = "Manage";
pub const BACK: &str = "Back to security";

pub const BEGIN_TITLE: &str = "Set it up";
pub const BEGIN_LEAD: &str = "You need an authenticator app, such as Aegis, FreeOTP, 2FAS or a password manager.";
pub const PASSWORD: &str = "Your password";
pub const BEGIN: &str = "Begin";
pub const PROBLEM: &str = "Nothing was changed";
pub const SCAN_TITLE: &str = "1. Show this to the app";
pub const SCAN_LEAD: &str = "Choose “add” or “scan” in the app and point the camera here.";
pub const PICTURE: &str = "A QR code with the secret for the authenticator app; the same secret stands below as text.";
pub const BY_HAND: &str = "No camera? Type this secret into the app, for codes by time:";
pub const SECRET: &str = "the secret";
pub const OPEN_APP: &str = "Open the app on this device";
pub const CODES_TITLE: &str = "2. Keep the recovery codes";
pub const CODES_LEAD: &str = "Each signs you in once without the phone. Print them or put them into a password manager: they are \
     never shown again.";
pub const CODES: &str = "Recovery codes";
pub const CODES_WHAT: &str = "the recovery codes";
pub const CONFIRM_TITLE: &str = "3. Give the first code";
pub const CONFIRM_LEAD: &str = "The app shows six digits, new ones every half minute.";
pub const CODE: &str = "Code";
pub const CODE_HINT: &str = "Six digits of the app.";
pub const CONFIRM: &str = "Turn it on";
pub const CANCEL_TITLE: &str = "Begin again";
pub const CANCEL_LEAD: &str = "Makes another secret and other recovery codes. What the app has by now will not work.";
pub const DONE_ON: &str = "The second factor is on. From now on, signing in asks for a code.";
pub const DONE_OFF: &str = "The second factor is off. Remove the entry in the app as well.";
pub const TURN_OFF_TITLE: &str = "Turn it off";
pub const TURN_OFF_LEAD: &str =
    "To have a new phone or new recovery codes, turn it off and set it up again. Needs your password and a code.";
pub const ANY_CODE: &str = "Code or recovery code";
pub const TURN_OFF: &str = "Turn it off";
pub const SINCE: &str = "On since";
pub const CODES_LEFT: &str = "Recovery codes left";

pub const SIGN_IN_TITLE: &str = "Your code, please";
pub const SIGN_IN_LEAD: &str = "Your account has a second factor. Open your authenticator app.";
pub const SIGN_IN_HINT: &str = "Six digits of the app, or a recovery code.";
pub const SIGN_IN: &str = "Sign in";
pub const SIGN_IN_PROBLEM: &str = "You were not signed in";
pub const START_OVER: &str = "Begin again with the password";

/// How many of the ten are left, and what to do when they run out.
pub fn codes_left(count: i64) -> String {
    match count {
        0 => "None: turn it off and set it up again to have new ones".to_owned(),
        1 => "1 of 10".to_owned(),
        _ => format!("{count} of 10"),
    }
}
