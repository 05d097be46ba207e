//! `GET /api/v1/auth/sign-ins`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::{SignIn, Viewer};
use domain::page::Page;
use service::{Services, account};

use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// How your account was signed in to, newest first
///
/// Attempts of the last 180 days, successful or not.
#[utoipa::path(
    get, path = "/api/v1/auth/sign-ins", tag = "auth", operation_id = "listSignIns",
    params(
        ("per_page" = Option<u32>, Query, description = "Lines on a page; 20 unless said", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "Where to go on: `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of the history", body = schema::SignInPage),
        (status = 400, description = "A parameter is unknown, or the cursor is none of this list"),
        (status = 403, description = "Not for API keys"),
        (status = 422, description = "A parameter does not fit"),
    ),
    security(("bearer" = [])),
)]
pub async fn sign_ins(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Json<Page<SignIn>>, Refusal> {
    let (cursor, per_page) = (params.cursor()?, params.per_page());
    params.end()?;
    Ok(Json(account::sign_in_history(&services, &viewer, cursor.as_deref(), per_page).await?))
}
