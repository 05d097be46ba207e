//! `GET`, `DELETE /api/v1/auth/sessions` and `DELETE /api/v1/auth/sessions/{id}`

use axum::Extension;
use axum::extract::{Path, State};
use domain::account::{Presence, Viewer};
use http::StatusCode;
use serde::Serialize;
use service::{Problem, Services, account};

use crate::http::api::extract::NoParams;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// A whole list.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    pub(crate) data: Vec<Presence>,
}

/// Where you are signed in
///
/// Sessions of browsers and families of tokens, the one that asks first. At most the hundred last seen of each.
#[utoipa::path(
    get, path = "/api/v1/auth/sessions", tag = "auth", operation_id = "listSessions",
    responses(
        (status = 200, description = "Where you are signed in", body = schema::SessionList),
        (status = 403, description = "Not for API keys"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn list(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
) -> Result<axum::Json<Answer>, Refusal> {
    Ok(axum::Json(Answer { data: account::list_presences(&services, &viewer).await? }))
}

/// Sign out everywhere else
///
/// Ends every session and every family of tokens but the one that asks, at once.
#[utoipa::path(
    delete, path = "/api/v1/auth/sessions", tag = "auth", operation_id = "endOtherSessions",
    responses(
        (status = 204, description = "Ended"),
        (status = 403, description = "Not for API keys"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn end_others(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    _: NoParams,
) -> Result<StatusCode, Refusal> {
    account::end_other_presences(&services, &viewer).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sign out somewhere
///
/// Ends one session or one family of tokens at once; its access tokens end with it.
#[utoipa::path(
    delete, path = "/api/v1/auth/sessions/{id}", tag = "auth", operation_id = "endSession",
    params(("id" = String, Path, description = "The session or family", example = "ses_01kajk8tz7f0v9m3q2x5c6d8e1")),
    responses(
        (status = 204, description = "Ended"),
        (status = 403, description = "Not for API keys"),
        (status = 404, description = "None of yours that is alive"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn end(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    Path(id): Path<String>,
    _: NoParams,
) -> Result<StatusCode, Refusal> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    account::end_presence(&services, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
