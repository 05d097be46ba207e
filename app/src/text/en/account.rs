//! Signing in and verifying an address.

pub const SIGN_IN_TITLE: &str = "Sign in";
pub const SIGN_IN_LEAD: &str = "Welcome back.";
pub const LOGIN: &str = "E-mail address or user name";
pub const PASSWORD: &str = "Password";
pub const SIGN_IN: &str = "Sign in";
pub const NEW_HERE: &str = "New here?";
pub const CREATE: &str = "Create an account";
pub const PROBLEM: &str = "You were not signed in";
pub const SIGNED_IN: &str = "You are signed in.";
pub const SIGN_IN_FIRST: &str = "Sign in to go on.";

pub const VERIFY_TITLE: &str = "Verify your e-mail address";
pub const VERIFY_LEAD: &str = "One press and the address is proven. 100 credits come with a first account.";
pub const VERIFY: &str = "Verify my address";
pub const VERIFY_PROBLEM: &str = "The address was not verified";
pub const VERIFIED_TITLE: &str = "Your address is verified";
pub const VERIFIED: &str = "Everything is open to you. Pick an agent and start it with one of its samples.";
pub const VERIFIED_SIGN_IN: &str = "100 credits are waiting for you. Sign in to use them.";
pub const NO_WELCOME: &str = "No welcome credits came with it: each person gets them once, and an account from this device or \
     network has had them. Agents that cost nothing are open to you.";
pub const NO_TOKEN: &str = "Open the link in the letter we sent you. It leads back to this page.";
pub const RESEND: &str = "Send the letter again";
pub const RESEND_SIGN_IN: &str = "Sign in to have the letter sent again.";
pub const RESENT: &str = "A new letter is on its way. Older links do not work any more.";
pub const BROWSE: &str = "Browse agents";
