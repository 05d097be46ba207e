//! `POST /api/v1/auth/reset-password`

use axum::extract::State;
use http::StatusCode;
use service::{Services, account};
use utoipa::ToSchema;

use crate::http::api::extract::{Caller, Fields, FromFields, Json, NoParams};
use crate::http::problem::Refusal;

/// A token from a letter, and the password to be.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ResetPassword, example = json!({
    "token": "4Zk0mNfQy1cJ9bV7sT3xW8pLr6hGdE2aU5iOqKjXnMw", "password": "Correct-horse-2",
}))]
pub struct Body {
    /// As it stands in the letter's link after `token=`.
    token: String,
    /// At least one upper-case letter, one lower-case letter and one digit; not one of the commonest.
    #[schema(min_length = 8, max_length = 128, format = Password)]
    password: String,
}

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self { token: fields.text("token"), password: fields.text("password") }
    }
}

/// Replace a forgotten password
///
/// Takes the token of the letter, once. Every session and every token of the account ends; API keys stay.
#[utoipa::path(
    post, path = "/api/v1/auth/reset-password", tag = "auth", operation_id = "resetPassword",
    request_body = Body,
    responses(
        (status = 204, description = "The password is replaced"),
        (status = 422, description = "The token is unknown, used or expired, or the password does not fit"),
    ),
)]
pub async fn reset_password(
    State(services): State<Services>,
    Caller(origin): Caller,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<StatusCode, Refusal> {
    account::reset_password(&services, &body.token, &body.password, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}
