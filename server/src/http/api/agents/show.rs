//! `GET /api/v1/agents/{slug}`

use axum::extract::State;
use axum::response::Response;
use domain::catalogue::{Listing, ListingCard, Permissions};
use domain::id::VersionId;
use domain::input::Field;
use http::HeaderMap;
use serde::Serialize;
use serde_json::Value;
use service::{Services, catalogue};
use utoipa::ToSchema;

use super::etag::Etag;
use crate::http::api::extract::{NoParams, Slug};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// An agent, with all that a caller needs to run it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Agent<'a> {
    #[serde(flatten)]
    #[schema(value_type = schema::AgentCard)]
    card: &'a ListingCard,
    /// The live version.
    #[schema(value_type = String)]
    version_id: VersionId,
    /// SHA-256 over the version's manifest and program, in hexadecimal.
    content_hash: &'a str,
    /// What is new in this version.
    changes: &'a str,
    /// Markdown.
    description: &'a str,
    /// What it can do, a sentence each.
    capabilities: Vec<&'a str>,
    /// What it cannot do, a sentence each.
    limits: Vec<&'a str>,
    /// What it may reach.
    #[schema(value_type = schema::Permissions)]
    permissions: &'a Permissions,
    /// Seconds of active time that a run may take.
    timeout_seconds: u32,
    /// Whether equal inputs give equal outputs.
    deterministic: bool,
    /// JSON Schema (2020-12) of `input`.
    #[schema(value_type = Object)]
    input_schema: Value,
    /// The same as a form's fields, in order.
    #[schema(value_type = Vec<schema::Field>)]
    fields: &'a [Field],
    /// JSON Schema (2020-12) of `output`; a run whose output does not fit costs nothing.
    output_schema: Value,
    /// Inputs to try it with.
    samples: Vec<Sample<'a>>,
}

/// An input to try an agent with.
#[derive(Serialize, ToSchema)]
#[schema(as = Sample)]
pub(crate) struct Sample<'a> {
    /// What a person reads.
    title: &'a str,
    /// The name of the file that goes with it, if any.
    #[schema(required)]
    file: Option<&'a str>,
    /// The values beside the file.
    #[schema(value_type = schema::Input)]
    input: &'a domain::input::Values,
}

impl<'a> Agent<'a> {
    pub(crate) fn of(listing: &'a Listing) -> Self {
        let manifest = &listing.manifest;
        let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
        let samples = manifest.samples.iter().map(|sample| Sample {
            title: &sample.title,
            file: sample.file.as_deref().map(name),
            input: &sample.input,
        });
        Self {
            card: &listing.card,
            version_id: listing.version_id,
            content_hash: &listing.content_hash,
            changes: &manifest.version.changes,
            description: &manifest.description,
            capabilities: manifest.capabilities.iter().map(|point| point.text.as_str()).collect(),
            limits: manifest.limits.iter().map(|point| point.text.as_str()).collect(),
            permissions: &manifest.permissions,
            timeout_seconds: manifest.version.timeout_seconds,
            deterministic: manifest.version.deterministic,
            input_schema: manifest.input.to_json_schema(),
            fields: &manifest.input.fields,
            output_schema: serde_json::from_str(&manifest.version.output_schema).unwrap_or(Value::Null),
            samples: samples.collect(),
        }
    }
}

/// Read an agent's listing
#[utoipa::path(
    get, path = "/api/v1/agents/{slug}", tag = "agents", operation_id = "showAgent",
    params(
        ("slug" = String, Path, description = "The agent's name in addresses", example = "data-cleaning"),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of the answer you hold"),
    ),
    responses(
        (
            status = 200,
            description = "The agent",
            body = Agent, headers(("ETag" = String, description = "Names this answer")),
        ),
        (status = 304, description = "As you have it"),
        (status = 404, description = "No agent is listed under that name"),
    ),
)]
pub async fn show(
    State(services): State<Services>,
    Slug(slug): Slug,
    headers: HeaderMap,
    _: NoParams,
) -> Result<Response, Refusal> {
    let snapshot = catalogue::snapshot(&services);
    let listing = catalogue::show(&services, &slug)?;
    let etag = Etag::new(snapshot.generation(), &listing.card.slug);
    Ok(if etag.is_held(&headers) { etag.unchanged() } else { etag.with(&Agent::of(&listing)) })
}
