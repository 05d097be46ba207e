//! `POST /api/v1/auth/refresh`

use axum::extract::State;
use service::{Services, account};
use utoipa::ToSchema;

use super::token::{Answer, TokenPair, answer};
use crate::http::api::extract::{Caller, Fields, FromFields, Json, NoParams};
use crate::http::problem::Refusal;

/// A refresh token.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RefreshToken, example = json!({"refresh_token": "k3T0cJ9sVb1WqZ7yLx5nE2aRm8uHd4oPf6gIeKjXtQw"}))]
pub struct Body {
    /// As `token` or the last `refresh` gave it.
    pub(super) refresh_token: String,
}

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self { refresh_token: fields.text("refresh_token") }
    }
}

/// Renew the tokens
///
/// Each refresh token works once. Using one a second time ends every token that came from the same sign-in.
#[utoipa::path(
    post, path = "/api/v1/auth/refresh", tag = "auth", operation_id = "refresh",
    request_body = Body,
    responses(
        (status = 200, description = "New tokens", body = TokenPair),
        (status = 401, description = "The refresh token is unknown, used, expired or revoked"),
    ),
)]
pub async fn refresh(
    State(services): State<Services>,
    Caller(origin): Caller,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<Answer, Refusal> {
    Ok(answer(account::refresh_tokens(&services, &body.refresh_token, &origin).await?))
}
