//! What every operation of the document shares.

use utoipa::Modify;
use utoipa::openapi::path::{Operation, ParameterIn, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Required, ResponseBuilder};

use super::{codes, examples};
use crate::http::problem::MEDIA_TYPE;
use crate::http::viewer::X_API_KEY;
use crate::routes::{ROUTES, Route, Verb};

/// Adds it.
pub(super) struct Shared;

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
        let examples = examples::all();
        for (path, item) in &mut document.paths.paths {
            for (verb, operation) in operations(item) {
                let row = ROUTES.iter().find(|row| row.method == verb && row.path == path);
                tell_keys(operation, row);
                allow_empty(operation);
                share(operation);
                codes::tell(operation, verb);
                examples::add(operation, &examples);
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

/// What an API key may, as [`domain::account::authorise`] decides it by the row's action: in words, and for programs as
/// `x-action` and `x-scope`.
fn tell_keys(operation: &mut Operation, row: Option<&Route>) {
    let (Some(ways), Some(row)) = (&mut operation.security, row) else { return };
    let told = operation.extensions.get_or_insert_default();
    told.insert("x-action".to_owned(), serde_json::to_value(row.action).unwrap_or_default());
    let (status, description) = match row.action.key_scope() {
        Ok(None) => return ways.push(SecurityRequirement::new::<_, [&str; 0], &str>(KEY, [])),
        Ok(Some(scope)) => {
            ways.push(SecurityRequirement::new::<_, [&str; 0], &str>(KEY, []));
            told.insert("x-scope".to_owned(), scope.as_str().into());
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

/// A parameter that may be left out may also stand there without a value, as forms send it.
fn allow_empty(operation: &mut Operation) {
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(parameter) = parameter
            && parameter.parameter_in == ParameterIn::Query
            && parameter.required == Required::False
        {
            parameter.extensions.get_or_insert_default().insert("allowEmptyValue".to_owned(), true.into());
        }
    }
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
    shared.push(if operation.security.is_some() {
        ("401", "Nobody known is asking: the access token or key is missing, expired, revoked or not ours")
    } else {
        ("401", "An access token or key was sent, which nobody need, and it is expired, revoked or not ours")
    });
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
