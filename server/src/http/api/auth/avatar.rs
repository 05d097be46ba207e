//! `PUT` and `DELETE /api/v1/auth/me/avatar`

use axum::Extension;
use axum::extract::{Request, State};
use domain::account::{User, Viewer};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use service::account::MAX_AVATAR_BYTES;
use service::{Services, account};

use crate::http::api::extract::{NoParams, read_body, unsupported};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Put your picture
///
/// The picture is the body. What it is, is told by its first bytes. It is cut to a square of 256 pixels and made anew:
/// nothing else that is in the file is kept. At most 2 MB, and 4,096 pixels wide and high.
#[utoipa::path(
    put, path = "/api/v1/auth/me/avatar", tag = "auth", operation_id = "putAvatar",
    request_body(content(
        (inline(schema::Bytes) = "image/png"), (inline(schema::Bytes) = "image/jpeg"), (inline(schema::Bytes) = "image/webp"), (inline(schema::Bytes) = "image/gif"),
    )),
    responses(
        (status = 200, description = "Your account as it is now", body = schema::Account),
        (status = 403, description = "Not for API keys"),
        (status = 422, description = "No picture, a damaged one, or one of too many pixels"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn put(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
    request: Request,
) -> Result<axum::Json<User>, Refusal> {
    let declared = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !declared.starts_with("image/") {
        return Err(unsupported("image/png, image/jpeg, image/webp or image/gif").into());
    }
    let bytes = read_body(request.into_body(), MAX_AVATAR_BYTES).await?;
    Ok(axum::Json(account::set_avatar(&services, &viewer, bytes.into()).await?))
}

/// Take your picture away
#[utoipa::path(
    delete, path = "/api/v1/auth/me/avatar", tag = "auth", operation_id = "removeAvatar",
    responses(
        (status = 204, description = "Initials stand for you again"),
        (status = 403, description = "Not for API keys"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn remove(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
) -> Result<StatusCode, Refusal> {
    account::remove_avatar(&services, &viewer).await?;
    Ok(StatusCode::NO_CONTENT)
}
