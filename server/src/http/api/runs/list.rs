//! `GET /api/v1/runs`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use domain::page::Page;
use domain::run::Run;
use service::{Services, run};

use super::narrowing::{NarrowingParams, narrowing};
use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Your runs, newest first
///
/// All of them, or those that the parameters leave.
#[utoipa::path(
    get, path = "/api/v1/runs", tag = "runs", operation_id = "listRuns",
    params(
        NarrowingParams,
        ("per_page" = Option<u32>, Query, description = "Runs on a page; 20 unless said", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "Where to go on: `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of your runs", body = schema::RunPage),
        (status = 400, description = "A parameter is unknown, or the cursor is none of this list"),
        (status = 422, description = "A parameter does not fit"),
    ),
    security(("bearer" = [])),
)]
pub async fn list(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Json<Page<Run>>, Refusal> {
    let (cursor, per_page) = (params.cursor()?, params.per_page());
    let narrowing = narrowing(&mut params);
    params.end()?;
    Ok(Json(run::list(&services, &viewer, &narrowing, cursor.as_deref(), per_page).await?))
}
