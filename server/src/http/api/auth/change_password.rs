//! `POST /api/v1/auth/change-password`

use axum::Extension;
use axum::extract::State;
use domain::account::Viewer;
use http::StatusCode;
use service::{Services, account};
use utoipa::ToSchema;

use crate::http::api::extract::{Caller, Fields, FromFields, Json, NoParams};
use crate::http::problem::Refusal;

/// The old password and the new one.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasswordChange, example = json!({
    "current_password": "Correct-horse-1", "new_password": "Battery-staple-2",
}))]
pub struct Body {
    /// The password until now.
    #[schema(format = Password)]
    current_password: String,
    /// At least one upper-case letter, one lower-case letter and one digit; not one of the commonest.
    #[schema(min_length = 8, max_length = 128, format = Password)]
    new_password: String,
}

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self { current_password: fields.text("current_password"), new_password: fields.text("new_password") }
    }
}

/// Change your password
///
/// Ends every other session and every other family of tokens at once, and writes to your address.
#[utoipa::path(
    post, path = "/api/v1/auth/change-password", tag = "auth", operation_id = "changePassword",
    request_body = Body,
    responses(
        (status = 204, description = "Changed; only the sign-in that asked goes on"),
        (status = 403, description = "Not for API keys"),
        (status = 422, description = "A field does not fit, or the old password is wrong"),
    ),
    security(("bearer" = [])),
)]
pub async fn change_password(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    Caller(origin): Caller,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<StatusCode, Refusal> {
    account::change_password(&services, &viewer, &body.current_password, &body.new_password, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}
