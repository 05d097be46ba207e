//! `POST /api/v1/auth/register`

use axum::extract::State;
use http::StatusCode;
use serde::Serialize;
use service::Services;
use service::account::{self, Register};
use utoipa::ToSchema;

use crate::http::api::extract::{Caller, Fields, FromFields, Json, NoParams};
use crate::http::problem::Refusal;

/// A new account.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Register, example = json!({
    "email": "ada@example.org", "username": "ada", "full_name": "Ada Lovelace", "password": "Correct-horse-1",
}))]
pub struct Body {
    /// Where the letter with the confirmation goes.
    #[schema(max_length = 254)]
    email: String,
    /// Letters, digits, `_` and `-`, beginning with a letter.
    #[schema(min_length = 3, max_length = 20, pattern = "^[A-Za-z][A-Za-z0-9_-]*$")]
    username: String,
    /// As the person writes it.
    #[schema(min_length = 1, max_length = 100)]
    full_name: String,
    /// At least one upper-case letter, one lower-case letter and one digit; not one of the commonest.
    #[schema(min_length = 8, max_length = 128, format = Password)]
    password: String,
}

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self {
            email: fields.text("email"),
            username: fields.text("username"),
            full_name: fields.text("full_name"),
            password: fields.text("password"),
        }
    }
}

/// What happens next.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Registered)]
pub struct Answer {
    /// Always `letter_sent`.
    #[schema(example = "letter_sent")]
    status: &'static str,
    /// The same in a sentence.
    detail: &'static str,
}

impl Answer {
    pub(crate) const LETTER_SENT: Self =
        Self { status: "letter_sent", detail: "Look into your mail: the letter there confirms the address." };
}

/// Make an account
///
/// A letter goes to the address; `verify-email` takes the token in it and gives the welcome credits. Whether the
/// address already has an account is told in the letter only: the answer is the same.
#[utoipa::path(
    post, path = "/api/v1/auth/register", tag = "auth", operation_id = "register",
    request_body = Body,
    responses(
        (status = 202, description = "A letter is on its way", body = Answer),
        (status = 422, description = "A field does not fit, or the user name is taken"),
    ),
)]
pub async fn register(
    State(services): State<Services>,
    Caller(origin): Caller,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<(StatusCode, axum::Json<Answer>), Refusal> {
    let Body { email, username, full_name, password } = body;
    account::register(&services, Register { email, username, full_name, password }, &origin).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(Answer::LETTER_SENT)))
}
