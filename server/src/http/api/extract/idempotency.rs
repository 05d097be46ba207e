//! The header `Idempotency-Key`.

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::http::problem::{Refusal, malformed};

const NAME: &str = "idempotency-key";
const MAX_LENGTH: usize = 255;

/// A word of the client's own: the same word gives the same run (decision 18).
pub struct IdempotencyKey(pub String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let mut given = parts.headers.get_all(NAME).iter();
        let Some(first) = given.next() else {
            let message =
                "Send the header Idempotency-Key: a fresh word for each start, the same word for its repeats.";
            return Err(malformed("idempotency_key_required", NAME, message).into());
        };
        let text = first.as_bytes();
        let fits = (1..=MAX_LENGTH).contains(&text.len()) && text.iter().all(u8::is_ascii_graphic);
        if !fits || given.next().is_some() {
            let message = "Idempotency-Key must be one word of 1 to 255 visible ASCII characters.";
            return Err(malformed("idempotency_key_invalid", NAME, message).into());
        }
        Ok(Self(String::from_utf8_lossy(text).into_owned()))
    }
}
