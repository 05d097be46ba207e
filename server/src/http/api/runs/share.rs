//! `GET`, `POST` and `DELETE /api/v1/runs/{id}/share`

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json as Answer};
use domain::account::Viewer;
use domain::run::RunShare;
use http::StatusCode;
use http::header::CACHE_CONTROL;
use serde::Serialize;
use service::run::{self, NewShare, Shows};
use service::{Problem, Services};

use crate::http::api::extract::{Fields, FromFields, Json, NoParams, RunPath};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What a link is to show.
pub(crate) struct Body(Shows);

impl FromFields for Body {
    fn from_fields(fields: &mut Fields) -> Self {
        Self(Shows { input: fields.flag("shows_input"), files: fields.flag("shows_files") })
    }
}

/// A link that was just made.
#[derive(Serialize)]
pub(crate) struct MadeShare {
    pub(crate) link: String,
    #[serde(flatten)]
    pub(crate) share: RunShare,
}

impl From<NewShare> for MadeShare {
    fn from(NewShare { share, link }: NewShare) -> Self {
        Self { link, share }
    }
}

/// What a run's link shows
///
/// The link itself was told when it was made.
#[utoipa::path(
    get, path = "/api/v1/runs/{id}/share", tag = "runs", operation_id = "showShare",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    responses(
        (status = 200, description = "What its link shows", body = schema::RunShare),
        (status = 404, description = "No such run of yours, or it has no link"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn show(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
) -> Result<Answer<RunShare>, Refusal> {
    Ok(Answer(run::share_of(&services, &viewer, id).await?.ok_or_else(Problem::not_found)?))
}

/// Make a link to a run
///
/// Whoever has the link sees the run's steps and what the agent said, without an account, and what you choose besides:
/// what you gave, the files. Keep `link` now, it is not told again. A link that the run had works no more. It ends with the
/// run's content.
#[utoipa::path(
    post, path = "/api/v1/runs/{id}/share", tag = "runs", operation_id = "shareRun",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    request_body = schema::NewRunShare,
    responses(
        (status = 201, description = "The link", body = schema::MadeRunShare),
        (status = 404, description = "No such run of yours"),
        (status = 409, description = "The run is not over, or its content is erased"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn make(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
    Json(Body(shows)): Json<Body>,
) -> Result<Response, Refusal> {
    let made = run::share(&services, &viewer, id, shows).await?;
    Ok((StatusCode::CREATED, [(CACHE_CONTROL, "no-store")], Answer(MadeShare::from(made))).into_response())
}

/// End a run's link
///
/// It works no more, from the next request on.
#[utoipa::path(
    delete, path = "/api/v1/runs/{id}/share", tag = "runs", operation_id = "unshareRun",
    params(("id" = String, Path, description = "The run", example = "run_01kajk8tz7f0v9m3q2x5c6d8e6")),
    responses(
        (status = 204, description = "The run has no link"),
        (status = 404, description = "No such run of yours"),
    ),
    security(("bearer" = [])),
)]
pub(crate) async fn end(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    _: NoParams,
) -> Result<StatusCode, Refusal> {
    run::unshare(&services, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
