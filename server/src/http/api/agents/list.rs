//! `GET /api/v1/agents`

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use service::{Services, catalogue};

use super::etag::Etag;
use super::query;
use crate::http::api::extract::Params;
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// Find agents
///
/// Pages by `page` (with `total`) or by `cursor`. The answer has an `ETag`; ask again with `If-None-Match`.
#[utoipa::path(
    get, path = "/api/v1/agents", tag = "agents", operation_id = "listAgents",
    params(
        ("q" = Option<String>, Query, description = "Words in name, tagline, description, tags and creator; typing errors are forgiven"),
        ("category" = Option<schema::Category>, Query, description = "Only this category"),
        ("suite" = Option<schema::Suite>, Query, description = "Only this suite"),
        ("tags" = Option<String>, Query, description = "Only with all of these tags, comma separated", example = "csv,tables"),
        ("min_price" = Option<String>, Query, description = "Only at this price in credits or above", example = "1"),
        ("max_price" = Option<String>, Query, description = "Only at this price in credits or below", example = "4.5"),
        ("sort" = Option<String>, Query, description = "popular, newest, price_up, price_down or relevance"),
        ("page" = Option<u32>, Query, description = "The page, from 1", minimum = 1, maximum = 1_000_000),
        ("per_page" = Option<u32>, Query, description = "Agents on a page; 20 unless said", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "Where to go on: `next_cursor` of the page before"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of the answer you hold"),
    ),
    responses(
        (status = 200, description = "A page of agents", body = schema::AgentPage, headers(("ETag" = String, description = "Names this answer"))),
        (status = 304, description = "As you have it"),
        (status = 400, description = "A parameter is unknown, or the cursor is none of this list"),
        (status = 422, description = "A parameter does not fit"),
    ),
)]
pub async fn list(State(services): State<Services>, headers: HeaderMap, params: Params) -> Result<Response, Refusal> {
    let query = query::read(params)?;
    // Searched first: a cursor that is none must be told, held answer or not.
    let page = catalogue::search_ready(&services, &query)?;
    let etag = Etag::of(&page.digest);
    if etag.is_held(&headers) {
        return Ok(etag.unchanged());
    }
    Ok(etag.with_json(Bytes::from_owner(page.json)))
}
