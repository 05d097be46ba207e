//! What went wrong.

use domain::error::Kind;

pub const NOT_FOUND_TITLE: &str = "There is nothing here";
pub const NOT_FOUND: &str = "The page does not exist, or it is not yours to see. Nothing was charged.";
pub const HOME: &str = "Go to the home page";
pub const AGENTS: &str = "Browse agents";
pub const REQUEST_ID: &str = "Request";
pub const REQUEST_ID_WHAT: &str = "the request's id";
pub const REQUEST_NOTE: &str = "If it happens again, tell us this id.";
pub const AGAIN: &str = "Try again";

pub fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::NotFound => NOT_FOUND_TITLE,
        Kind::Unauthenticated => "Sign in first",
        Kind::Forbidden => "This is not open to you",
        Kind::Malformed | Kind::Invalid => "This request cannot be read",
        Kind::Conflict => "This cannot be done now",
        Kind::InsufficientCredits => "Your balance is too low",
        Kind::TooLarge => "This is too large",
        Kind::UnsupportedMediaType => "This kind of content is not taken here",
        Kind::RateLimited => "That was too often",
        Kind::Unavailable => "A part that is needed is away",
        Kind::Internal => "Something broke on our side",
    }
}

pub fn retry_after(seconds: u64) -> String {
    match seconds {
        0 | 1 => "Try again in a second.".to_owned(),
        2..120 => format!("Try again in {seconds} seconds."),
        _ => format!("Try again in {} minutes.", seconds.div_ceil(60)),
    }
}
