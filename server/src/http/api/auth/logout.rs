//! `POST /api/v1/auth/logout`

use axum::extract::State;
use http::StatusCode;
use service::{Services, account};

use super::refresh::Body;
use crate::http::api::extract::{Json, NoParams};
use crate::http::problem::Refusal;

/// Sign out
///
/// Ends every refresh token that came from the same sign-in. An unknown one is no error: nobody learns which exist.
#[utoipa::path(
    post, path = "/api/v1/auth/logout", tag = "auth", operation_id = "signOut",
    request_body = Body,
    responses((status = 204, description = "Signed out")),
)]
pub async fn logout(
    State(services): State<Services>,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<StatusCode, Refusal> {
    account::revoke_tokens(&services, &body.refresh_token).await?;
    Ok(StatusCode::NO_CONTENT)
}
