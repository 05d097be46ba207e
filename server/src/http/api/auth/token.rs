//! `POST /api/v1/auth/token`

use axum::extract::State;
use http::header::{CACHE_CONTROL, HeaderName};
use serde::Serialize;
use service::Services;
use service::account::{self, Tokens};
use utoipa::ToSchema;

use crate::http::api::extract::{Caller, Fields, FromFields, Json, NoParams};
use crate::http::problem::Refusal;

/// A sign-in.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SignIn, example = json!({"login": "ada@example.org", "password": "Correct-horse-1"}))]
pub struct Body {
    /// The address or the user name.
    login: String,
    /// The password.
    #[schema(format = Password)]
    password: String,
    /// The code of the authenticator app, or a recovery code, where the account has a second factor.
    #[schema(example = "492039", nullable)]
    totp: Option<String>,
}

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self { login: fields.text("login"), password: fields.text("password"), totp: fields.text_if_given("totp") }
    }
}

/// An access token and what renews it. Never `Debug`: both are secrets.
#[derive(Serialize, ToSchema)]
pub struct TokenPair {
    /// Goes into the header `Authorization: Bearer …`.
    access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Seconds until the access token ends.
    #[schema(example = 1800)]
    expires_in: u64,
    /// Good for one `refresh`.
    refresh_token: String,
}

/// Tokens are kept by nobody on the way (RFC 6749, 5.1).
pub(super) type Answer = ([(HeaderName, &'static str); 1], axum::Json<TokenPair>);

impl From<Tokens> for TokenPair {
    fn from(tokens: Tokens) -> Self {
        let Tokens { access_token, refresh_token, expires_in_seconds } = tokens;
        Self { access_token, token_type: "Bearer", expires_in: expires_in_seconds, refresh_token }
    }
}

pub(super) fn answer(tokens: Tokens) -> Answer {
    ([(CACHE_CONTROL, "no-store")], axum::Json(tokens.into()))
}

/// Sign in
///
/// Gives an access token of 30 minutes and a refresh token. A wrong password and an unknown login answer alike. Where the
/// account has a second factor and `totp` is absent, the code is `second_factor_required`; a wrong one is `wrong_code`.
#[utoipa::path(
    post, path = "/api/v1/auth/token", tag = "auth", operation_id = "signIn",
    request_body = Body,
    responses(
        (status = 200, description = "Signed in", body = TokenPair),
        (status = 401, description = "Wrong login or password, or a second factor is missing or wrong"),
    ),
)]
pub async fn token(
    State(services): State<Services>,
    Caller(origin): Caller,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<Answer, Refusal> {
    let Body { login, password, totp } = body;
    Ok(answer(account::issue_tokens(&services, &login, &password, totp.as_deref(), &origin).await?))
}
