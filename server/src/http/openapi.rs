//! The `OpenAPI` document of the REST API (M1), at `/api/openapi.json`.
//!
//! Made from the attributes above the handlers. What every operation shares is added here once: the security scheme,
//! and a problem (RFC 9457) behind each status from 400 up. A test compares its paths with the table of routes.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::http::api::extract::NoParams;
use crate::http::api::{admin, agents, auth, credits, keys, receipts, runs, schema, usage, ws};
use crate::http::problem::MEDIA_TYPE;
use crate::http::viewer::X_API_KEY;
use crate::routes::{ROUTES, Route, Verb};

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
    ),
    modifiers(&Shared),
)]
pub struct Document;

struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT");
        let bearer = bearer.description(Some("The access token that `POST /api/v1/auth/token` gives."));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer.build()));
        let device = "The cookie of a device that has tried an agent without an account; it opens the device's own runs. On plain \
                      http it is `device`.";
        let device = ApiKeyValue::with_description("__Host-device", device);
        components.add_security_scheme("device", SecurityScheme::ApiKey(ApiKey::Cookie(device)));
        let key = ApiKeyValue::with_description(
            X_API_KEY.as_str(),
            "A key that you made at `/account/keys`; it may stand after `Authorization: Bearer` as well.",
        );
        components.add_security_scheme(KEY, SecurityScheme::ApiKey(ApiKey::Header(key)));
        for (path, item) in &mut document.paths.paths {
            for (verb, operation) in operations(item) {
                let row = ROUTES.iter().find(|row| row.method == verb && row.path == path);
                tell_keys(operation, row);
                share(operation);
            }
        }
    }
}

/// The name of the way to sign in with an API key.
const KEY: &str = "api_key";

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Verb, &mut Operation)> {
    let all = [
        (Verb::Get, &mut item.get),
        (Verb::Post, &mut item.post),
        (Verb::Put, &mut item.put),
        (Verb::Patch, &mut item.patch),
        (Verb::Delete, &mut item.delete),
    ];
    all.into_iter().filter_map(|(verb, operation)| operation.as_mut().map(|operation| (verb, operation)))
}

/// What an API key may, as [`domain::account::authorise`] decides it by the row's action.
fn tell_keys(operation: &mut Operation, row: Option<&Route>) {
    let (Some(ways), Some(row)) = (&mut operation.security, row) else { return };
    let (status, description) = match row.action.key_scope() {
        Ok(None) => return ways.push(SecurityRequirement::new::<_, [&str; 0], &str>(KEY, [])),
        Ok(Some(scope)) => {
            ways.push(SecurityRequirement::new::<_, [&str; 0], &str>(KEY, []));
            let needed = format!("An API key needs the scope `{}`.", scope.as_str());
            let text =
                operation.description.take().map_or_else(|| needed.clone(), |text| format!("{text}\n\n{needed}"));
            operation.description = Some(text);
            ("403", format!("The API key lacks the scope `{}`", scope.as_str()))
        }
        Err(_) => ("403", "An API key may not do this".to_owned()),
    };
    let response = || RefOr::T(ResponseBuilder::new().description(description).build());
    operation.responses.responses.entry(status.to_owned()).or_insert_with(response);
}

/// Statuses that any operation may answer, and those that come with a body or a sign-in.
fn share(operation: &mut Operation) {
    let mut shared = vec![
        ("400", "The request cannot be read, or a parameter is unknown"),
        ("429", "Too many requests; see `Retry-After`"),
        ("500", "Our fault; quote the `request_id`"),
        ("503", "Not right now; see `Retry-After`"),
    ];
    if operation.request_body.is_some() {
        shared.push(("413", "The body is larger than is taken here"));
        shared.push(("415", "The body's content type is not one that is read here"));
        shared.push(("422", "A field does not fit"));
    }
    if operation.security.is_some() {
        shared
            .push(("401", "Nobody known is asking: the access token or key is missing, expired, revoked or not ours"));
    }
    for (status, description) in shared {
        let response = || RefOr::T(ResponseBuilder::new().description(description).build());
        operation.responses.responses.entry(status.to_owned()).or_insert_with(response);
    }
    for (status, response) in &mut operation.responses.responses {
        if let (true, RefOr::T(response)) = (status.as_str() >= "400", response) {
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            response.content.insert(MEDIA_TYPE.to_owned(), RefOr::T(problem));
        }
    }
}

static TEXT: LazyLock<Bytes> = LazyLock::new(|| Bytes::from(Document::openapi().to_json().unwrap_or_default()));

/// `GET /api/openapi.json`
pub async fn show(_: NoParams) -> Response {
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=300")];
    (headers, TEXT.clone()).into_response()
}
