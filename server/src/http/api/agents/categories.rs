//! `GET /api/v1/categories`

use axum::extract::State;
use axum::response::Response;
use domain::catalogue::Category;
use http::HeaderMap;
use serde::Serialize;
use service::{Services, catalogue};
use utoipa::ToSchema;

use super::etag::Etag;
use crate::http::api::extract::NoParams;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// All categories.
#[derive(Serialize, ToSchema)]
pub(crate) struct Categories {
    /// In the order shown.
    data: Vec<CategoryCount>,
}

/// A category and how many agents are in it.
#[derive(Serialize, ToSchema)]
pub(crate) struct CategoryCount {
    /// The word in addresses.
    #[schema(value_type = schema::Category)]
    slug: Category,
    /// What a person reads.
    #[schema(example = "Analysis")]
    label: &'static str,
    /// Agents listed in it.
    agents: u64,
}

impl Categories {
    pub(crate) fn counted(agents: impl Fn(Category) -> u64) -> Self {
        let counted = |slug: &Category| CategoryCount { slug: *slug, label: slug.label(), agents: agents(*slug) };
        Self { data: Category::ALL.iter().map(counted).collect() }
    }
}

/// The categories, with how many agents are in each
#[utoipa::path(
    get, path = "/api/v1/categories", tag = "agents", operation_id = "listCategories",
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of the answer you hold")),
    responses(
        (
            status = 200,
            description = "All categories",
            body = Categories, headers(("ETag" = String, description = "Names this answer")),
        ),
        (status = 304, description = "As you have it"),
    ),
)]
pub async fn categories(
    State(services): State<Services>,
    headers: HeaderMap,
    _: NoParams,
) -> Result<Response, Refusal> {
    let snapshot = catalogue::snapshot(&services);
    let etag = Etag::new(snapshot.generation(), "categories");
    if etag.is_held(&headers) {
        return Ok(etag.unchanged());
    }
    let counts = snapshot.counts();
    Ok(etag.with(&Categories::counted(|slug| counts.get(&slug).copied().unwrap_or_default())))
}
