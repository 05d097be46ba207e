//! Access tokens: JWT by HS256, with every claim required by name.
//!
//! A token names the family of the sign-in that it came from, so that it ends with it and not half an hour later.

use domain::id::{TokenFamilyId, UserId};
use domain::time::{Micros, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::error::Error;
use crate::Services;

/// How long an access token is good.
pub(super) const ACCESS_LIFE: Micros = Micros::minutes(30);
const ISSUER: &str = "guildhall";
const AUDIENCE: &str = "guildhall api";

/// What an access token says. No role: that is read from the database.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    /// The family of the sign-in (as `sid` in `OpenID` Connect's sessions).
    sid: String,
    iat: i64,
    nbf: i64,
    exp: i64,
}

fn seconds(at: Timestamp) -> i64 {
    at.as_micros().div_euclid(1_000_000)
}

/// An access token for a person, of that family.
pub(super) fn sign(services: &Services, user: UserId, family: TokenFamilyId, now: Timestamp) -> Result<String, Error> {
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user.to_string(),
        sid: family.to_string(),
        iat: seconds(now),
        nbf: seconds(now),
        exp: seconds(now.plus(ACCESS_LIFE)),
    };
    let key = EncodingKey::from_secret(services.keys().access_tokens());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(|_| Error::Internal("signing failed"))
}

/// Whom an access token speaks for and of which family it is, if it is one of ours and its time is now.
pub(super) fn check(services: &Services, token: &str, now: Timestamp) -> Option<(UserId, TokenFamilyId)> {
    // Ours have some 300 bytes; a longer one is not worth decoding.
    if token.len() > 2_048 {
        return None;
    }
    let mut validation = Validation::new(Algorithm::HS256);
    // The library passes over claims that are absent or of a wrong type unless they are named here.
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    // Time is checked below, by our clock.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let mut keys = services.keys().known_access_tokens().iter().map(|key| DecodingKey::from_secret(key));
    let claims = keys.find_map(|key| jsonwebtoken::decode::<Claims>(token, &key, &validation).ok())?.claims;
    let now = seconds(now);
    let is_now = claims.nbf <= now && claims.iat <= now && now < claims.exp;
    if is_now { Some((claims.sub.parse().ok()?, claims.sid.parse().ok()?)) } else { None }
}
