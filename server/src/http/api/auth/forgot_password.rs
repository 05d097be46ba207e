//! `POST /api/v1/auth/forgot-password`

use axum::extract::State;
use http::StatusCode;
use serde::Serialize;
use service::{Services, account};
use utoipa::ToSchema;

use crate::http::api::extract::{Caller, Fields, FromFields, Json, NoParams};
use crate::http::problem::Refusal;

/// An address.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ForgotPassword, example = json!({"email": "ada@example.org"}))]
pub struct Body {
    /// Where the letter goes, if it has an account.
    #[schema(max_length = 254)]
    email: String,
}

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self { email: fields.text("email") }
    }
}

/// What happens next.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PasswordForgotten)]
pub struct Answer {
    /// Always `accepted`.
    #[schema(example = "accepted")]
    status: &'static str,
    /// The same in a sentence.
    detail: &'static str,
}

impl Answer {
    pub(crate) const ACCEPTED: Self =
        Self { status: "accepted", detail: "If this address has an account, a letter with a link is on its way." };
}

/// Forget a password
///
/// If the address has an account, a letter goes there; `reset-password` takes the token in it, once, within an hour. The
/// answer is the same for every address, and is given before anybody looks whether there is such an account.
#[utoipa::path(
    post, path = "/api/v1/auth/forgot-password", tag = "auth", operation_id = "forgotPassword",
    request_body = Body,
    responses((status = 202, description = "A letter is on its way, if there is such an account", body = Answer)),
)]
pub async fn forgot_password(
    State(services): State<Services>,
    Caller(origin): Caller,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<(StatusCode, axum::Json<Answer>), Refusal> {
    account::forgot_password(&services, &body.email, &origin).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(Answer::ACCEPTED)))
}
