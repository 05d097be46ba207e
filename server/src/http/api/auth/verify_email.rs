//! `POST /api/v1/auth/verify-email`

use axum::extract::State;
use domain::account::User;
use service::{Services, account};
use utoipa::ToSchema;

use crate::http::api::extract::{Caller, Fields, FromFields, Json, NoParams};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// A token from a letter.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VerificationToken, example = json!({"token": "4Zk0mNfQy1cJ9bV7sT3xW8pLr6hGdE2aU5iOqKjXnMw"}))]
pub struct Body {
    /// As it stands in the letter's link after `token=`.
    token: String,
}

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self { token: fields.text("token") }
    }
}

/// Confirm an address
///
/// Takes the token of the letter, once, and gives the welcome credits, once for each person: not where the same device, or
/// the same browser in the same network, brought some to another account. The balance tells.
#[utoipa::path(
    post, path = "/api/v1/auth/verify-email", tag = "auth", operation_id = "verifyEmail",
    request_body = Body,
    responses(
        (status = 200, description = "The address is confirmed", body = schema::Account),
        (status = 422, description = "The token is unknown, used or expired"),
    ),
)]
pub async fn verify_email(
    State(services): State<Services>,
    Caller(origin): Caller,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<axum::Json<User>, Refusal> {
    Ok(axum::Json(account::verify_email(&services, &body.token, origin.marks.as_ref()).await?.user))
}
