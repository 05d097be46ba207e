//! `GET /api/v1/admin/cache` and `DELETE /api/v1/admin/cache/{slug}`

use axum::extract::State;
use axum::{Extension, Json};
use domain::account::Viewer;
use serde::Serialize;
use service::Services;
use service::run::{self, CacheReport};
use utoipa::ToSchema;

use crate::http::address::IsLocal;
use crate::http::api::extract::{NoParams, Slug};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What the cache of answers did in the last 30 days, by agent
#[utoipa::path(
    get, path = "/api/v1/admin/cache", tag = "admin", operation_id = "showCache",
    responses(
        (status = 200, description = "A line for each agent that declares itself deterministic", body = schema::CacheReport),
        (status = 404, description = "Not for you"),
    ),
    security(("bearer" = [])),
)]
pub async fn show(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    Extension(is_local): Extension<IsLocal>,
    _: NoParams,
) -> Result<Json<CacheReport>, Refusal> {
    Ok(Json(run::report_cache(&services, &viewer, is_local.0).await?))
}

/// What was cleared.
#[derive(Serialize, ToSchema)]
pub struct Cleared {
    /// Answers that would have served.
    #[schema(example = 12)]
    pub(crate) cleared: u64,
}

/// Let no answer of an agent serve any more
///
/// The runs that gave them stay as they are.
#[utoipa::path(
    delete, path = "/api/v1/admin/cache/{slug}", tag = "admin", operation_id = "clearCache",
    params(("slug" = String, Path, description = "The agent's name in addresses", example = "data-cleaning")),
    responses(
        (status = 200, description = "Cleared", body = Cleared),
        (status = 404, description = "No agent is listed under that name, or not for you"),
    ),
    security(("bearer" = [])),
)]
pub async fn clear(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    Extension(is_local): Extension<IsLocal>,
    Slug(slug): Slug,
    _: NoParams,
) -> Result<Json<Cleared>, Refusal> {
    Ok(Json(Cleared { cleared: run::clear_cache(&services, &viewer, is_local.0, &slug).await? }))
}
