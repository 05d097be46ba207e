//! The `OpenAPI` document of the REST API (M1), at `/api/openapi.json`.
//!
//! Made from the attributes above the handlers. What every operation shares is added once (`shared`): the ways to sign
//! in, a problem (RFC 9457) behind each status from 400 up, and the codes it may have (`codes`). Answers have examples,
//! made of the types that are answered with (`examples`); those of bodies stand beside the fields that are read. A test
//! compares the paths with the table of routes, and another judges each example by its schema. People read the same
//! document at `/docs/api` (`app/src/pages/reference`).

mod codes;
mod examples;
mod shared;

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde_json::Value;
use utoipa::OpenApi;

use crate::http::api::extract::NoParams;
use crate::http::api::{admin, agents, analytics, auth, credits, keys, receipts, runs, schema, usage, ws};
use shared::Shared;

/// The document's source.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Guildhall",
        description = "Find an agent, see what a run will cost at most, run it, watch it, fetch what came out. Amounts \
                       are whole millionths of a credit. Bodies are JSON in UTF-8; what is unknown is refused, not \
                       ignored. Requests are counted by the minute, over all your keys and tokens: every answer tells \
                       `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` (when all of it is free \
                       again, in seconds since the Unix epoch).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        auth::register::register,
        auth::token::token,
        auth::refresh::refresh,
        auth::logout::logout,
        auth::verify_email::verify_email,
        auth::forgot_password::forgot_password,
        auth::reset_password::reset_password,
        auth::me::me,
        auth::update_me::update_me,
        auth::avatar::put,
        auth::avatar::remove,
        auth::change_password::change_password,
        auth::sessions::list,
        auth::sessions::end_others,
        auth::sessions::end,
        auth::sign_ins::sign_ins,
        auth::preferences::show,
        auth::preferences::put,
        agents::list::list,
        agents::show::show,
        agents::categories::categories,
        runs::quote::quote,
        runs::start::start,
        runs::list::list,
        runs::summary::summary,
        runs::export::export,
        runs::show::show,
        runs::delete::delete,
        runs::keep::keep,
        runs::keep::let_go,
        runs::share::show,
        runs::share::make,
        runs::share::end,
        runs::events::events,
        runs::cancel::cancel,
        runs::artifacts::artifacts,
        runs::artifact::artifact,
        runs::receipt::receipt,
        receipts::keys::keys,
        ws::ticket::ticket,
        credits::balance::balance,
        credits::transactions::transactions,
        admin::cache::show,
        admin::cache::clear,
        keys::list::list,
        keys::make::make,
        keys::change::change,
        keys::revoke::revoke,
        keys::regenerate::regenerate,
        usage::my_usage::my_usage,
        analytics::mine::mine,
        analytics::export::export,
    ),
    components(schemas(schema::Problem, schema::Event, schema::InlineFile, schema::ExportFormat, schema::Period)),
    tags(
        (name = "auth", description = "Accounts and tokens"),
        (name = "agents", description = "The catalogue"),
        (name = "runs", description = "Quote, start, watch, cancel"),
        (name = "receipts", description = "What stays of a run, signed"),
        (name = "credits", description = "Balance and statement"),
        (name = "admin", description = "For admins"),
        (name = "keys", description = "API keys"),
        (name = "usage", description = "What your programs asked for"),
        (name = "analytics", description = "What your runs come to"),
    ),
    external_docs(url = "/docs/api", description = "The same, to be read by people"),
    modifiers(&Shared),
)]
pub struct Document;

static TEXT: LazyLock<Bytes> = LazyLock::new(|| Bytes::from(Document::openapi().to_json().unwrap_or_default()));

/// The document as a value.
pub fn value() -> Value {
    serde_json::to_value(Document::openapi()).unwrap_or_default()
}

/// `GET /api/openapi.json`
pub async fn show(_: NoParams) -> Response {
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=300")];
    (headers, TEXT.clone()).into_response()
}
