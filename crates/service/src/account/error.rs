//! What can go wrong with accounts.

use domain::account::Denied;
use domain::error::{FieldError, Kind};
use store::{StoreError, WriteFailure};

use crate::Problem;
use crate::ledger;
use crate::limit::Limited;

/// What can go wrong with accounts.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fields that do not fit.
    #[error("invalid fields")]
    Invalid(Vec<FieldError>),
    /// The name and the password do not belong together.
    #[error("wrong credentials")]
    WrongCredentials,
    /// Nobody known is asking.
    #[error("not signed in")]
    Unauthenticated,
    /// The viewer may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It does not exist, or it is not the viewer's.
    #[error("not found")]
    NotFound,
    /// The cursor is none of this list.
    #[error("bad cursor")]
    BadCursor,
    /// The picture has too many bytes.
    #[error("picture too large")]
    PictureTooLarge,
    /// The link is unknown, used or over.
    #[error("bad link")]
    BadLink,
    /// The link to choose another password is unknown, used or over.
    #[error("bad reset link")]
    BadResetLink,
    /// The password was right, and a code is needed as well.
    #[error("a second factor is required")]
    SecondFactorRequired,
    /// The password was right, and the code was not.
    #[error("wrong code")]
    WrongCode,
    /// The sign-in that waited for a code is over.
    #[error("the sign-in is over")]
    SignInOver,
    /// There is a second factor already.
    #[error("has a second factor")]
    HasSecondFactor,
    /// There is no second factor, or none that was begun lately.
    #[error("no second factor")]
    NoSecondFactor,
    /// The refresh token is unknown, used or over.
    #[error("bad refresh token")]
    BadRefreshToken,
    /// The address is proven already.
    #[error("already verified")]
    AlreadyVerified,
    /// Too often.
    #[error(transparent)]
    Limited(#[from] Limited),
    /// The welcome grant could not be posted.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hashing, signing: ours.
    #[error("internal: {0}")]
    Internal(&'static str),
}

impl WriteFailure for Error {
    fn store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::Ledger(error) => error.store_error(),
            _ => None,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(fields) => Self::invalid(fields),
            Error::WrongCredentials => {
                Self::new(Kind::Unauthenticated, "wrong_credentials", "This name and password do not belong together.")
            }
            Error::Unauthenticated => Self::unauthenticated(),
            Error::Denied(denied) => denied.into(),
            Error::NotFound => Self::not_found(),
            Error::BadCursor => {
                Self::new(Kind::Malformed, "bad_cursor", "This is no cursor of this list; begin without one.")
            }
            Error::PictureTooLarge => {
                let message = "A picture may have at most 2 MB.";
                Self {
                    fields: vec![FieldError::new("avatar", "too_large", message)],
                    ..Self::new(Kind::TooLarge, "too_large", message)
                }
            }
            Error::BadLink => Self::new(
                Kind::Invalid,
                "bad_link",
                "This link is unknown, used already, or over. Sign in to ask for a new one.",
            ),
            Error::BadResetLink => Self::new(
                Kind::Invalid,
                "bad_link",
                "This link is unknown, used already, or over. Your password is as it was. Ask for a new letter.",
            ),
            Error::SecondFactorRequired => Self::new(
                Kind::Unauthenticated,
                "second_factor_required",
                "This account has a second factor: send the code of its app, or a recovery code, as totp.",
            ),
            Error::WrongCode => Self::new(
                Kind::Unauthenticated,
                "wrong_code",
                "This code is not right, or it was used already. Take the one that your app shows now.",
            ),
            Error::SignInOver => Self::new(
                Kind::Unauthenticated,
                "sign_in_over",
                "It took too long, or too many codes were wrong. Sign in again with your password.",
            ),
            Error::HasSecondFactor => {
                Self::new(Kind::Conflict, "has_second_factor", "Your account has a second factor already.")
            }
            Error::NoSecondFactor => Self::new(
                Kind::Conflict,
                "no_second_factor",
                "There is no second factor here, or it was begun too long ago. Begin again.",
            ),
            Error::BadRefreshToken => {
                Self::new(Kind::Unauthenticated, "bad_refresh_token", "This refresh token is not valid. Sign in again.")
            }
            Error::AlreadyVerified => {
                Self::new(Kind::Conflict, "already_verified", "Your address is confirmed already.")
            }
            Error::Limited(limited) => Self {
                retry_after_seconds: Some(limited.seconds),
                ..Self::new(Kind::RateLimited, "too_many_tries", "Too many tries for now. Nothing was changed.")
            },
            Error::Ledger(error) => error.into(),
            Error::Store(error) => error.into(),
            Error::Internal(what) => {
                tracing::error!(what, "an account could not be served");
                Self::internal()
            }
        }
    }
}
