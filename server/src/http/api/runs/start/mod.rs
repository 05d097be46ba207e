//! `POST /api/v1/agents/{slug}/runs`
//!
//! As JSON, with a file as `{"filename", "base64"}`; or as multipart, with each file as a part of its own. Both end in
//! the same [`Start`]. The body is read as what it declares to be and as nothing else.

mod json;
mod multipart;

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use domain::account::Viewer;
use domain::credits::Credits;
use domain::input::Values;
use http::StatusCode;
use http::header::LOCATION;
use service::run::{self, BranchFrom, Start};
use service::trial::Marks;
use service::{Services, catalogue};
use utoipa::ToSchema;

#[cfg(test)]
pub(crate) use json::take;

use super::inline_files::Files;
use crate::http::api::extract::{ContentType, IdempotencyKey, NoParams, Slug, unsupported};
use crate::http::api::schema;
use crate::http::problem::Refusal;
use crate::http::request_id::TraceId;

/// What a run is given and may cost.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StartRequest, example = json!({
    "input": {"file": {"filename": "customers.csv", "base64": "bmFtZQpBZGEK"}}, "max_price_microcredits": 4_000_000,
}))]
pub(crate) struct Body {
    /// As the agent's `input_schema` declares it.
    #[schema(value_type = Option<schema::Input>)]
    pub(super) input: Values,
    /// The ceiling of the quote that you accept.
    #[schema(value_type = i64, minimum = 0)]
    pub(super) max_price_microcredits: Credits,
    /// Whether the answer of an equal run of yours may serve, where the version is deterministic and the answer younger
    /// than an hour; true unless said. A run that is answered so has `cached_from` and costs nothing.
    #[schema(value_type = Option<bool>, default = true)]
    pub(super) use_cache: bool,
    /// The step of an earlier run of yours, of this very version, from which the new run goes on. Steps that it had finished
    /// up to that one are taken over, as long as what they depend on has not changed; `step.started` tells it of each
    /// (`reuse`). The price is that of any run, and no earlier answer serves. A file that you do not send is that run's.
    #[schema(value_type = Option<schema::BranchFrom>, nullable = false)]
    pub(super) branch_from: Option<BranchFrom>,
}

/// The same, as parts of a form.
#[derive(ToSchema)]
#[schema(as = StartForm, example = json!({
    "input": {"date_order": "dmy"}, "max_price_microcredits": 4_000_000, "file": "name,signed up\r\nAda,13/04/2024\r\n",
}))]
#[expect(dead_code, reason = "stands for the form in the OpenAPI document; never made")]
pub(crate) struct Form {
    /// JSON: the values without files.
    #[schema(nullable = false)]
    input: Option<schema::Input>,
    /// The ceiling of the quote that you accept.
    #[schema(minimum = 0)]
    max_price_microcredits: i64,
    /// `true` or `false`: whether the answer of an equal run of yours may serve; true unless said.
    #[schema(nullable = false)]
    use_cache: Option<bool>,
    /// JSON: the step of an earlier run of yours from which the new run goes on.
    #[schema(nullable = false)]
    branch_from: Option<schema::BranchFrom>,
    /// A file, in a part named like its field.
    #[schema(content_media_type = "application/octet-stream", nullable = false)]
    file: Option<String>,
}

/// Start a run
///
/// Holds the quoted ceiling and queues the run, in one step. Repeat a start with the same `Idempotency-Key` as often as
/// you need: it gives the same run (200 instead of 201) and is charged once.
///
/// Without credentials, a run of an agent that can be tried (`trial`) starts for the device whose cookie comes along: the
/// one that the first trial run, started by the agent's page, has set. It is counted (429 `trial_used_up`) and costs
/// nothing. Without such a cookie: 401.
#[utoipa::path(
    post, path = "/api/v1/agents/{slug}/runs", tag = "runs", operation_id = "startRun",
    params(
        ("slug" = String, Path, description = "The agent's name in addresses", example = "data-cleaning"),
        (
            "Idempotency-Key" = String, Header,
            description = "One word of visible ASCII: fresh for each start, the same for its repeats",
            min_length = 1, max_length = 255, example = "nightly-import-17",
        ),
    ),
    request_body(content((Body = "application/json"), (Form = "multipart/form-data"))),
    responses(
        (
            status = 201,
            description = "Queued; or succeeded already, where `cached_from` names the run whose answer served",
            body = schema::Run, headers(("Location" = String, description = "The run")),
        ),
        (
            status = 200,
            description = "The run that this key started before",
            body = schema::Run, headers(("Location" = String, description = "The run")),
        ),
        (status = 400, description = "The header Idempotency-Key is missing or cannot be taken"),
        (status = 402, description = "The balance is too short; nothing was held"),
        (status = 403, description = "The e-mail address is not confirmed yet"),
        (status = 404, description = "No agent is listed under that name, or the run to branch from is not yours"),
        (
            status = 409,
            description = "`quote_changed`, with the fresh `quote`; `idempotency_key_reused` for another body; or, where it is to \
                branch: `branch_of_other_version`, or `run_erased`",
        ),
        (status = 413, description = "A file above 20 MB"),
        (
            status = 422,
            description = "A field does not fit; `errors` names it as `input.<field>`, or as `branch_from.step` where the \
                run has not finished such a step",
        ),
        (status = 429, description = "Too many requests, see `Retry-After`; or `trial_used_up`"),
    ),
    security(("bearer" = []), ("device" = [])),
)]
#[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
pub async fn start(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    Extension(marks): Extension<Marks>,
    Extension(trace): Extension<TraceId>,
    Slug(slug): Slug,
    IdempotencyKey(idempotency_key): IdempotencyKey,
    _: NoParams,
    request: Request,
) -> Result<Response, Refusal> {
    let listing = catalogue::show(&services, &slug)?;
    let schema = &listing.manifest.input;
    let (body, files): (Body, Files) = match ContentType::of(request.headers()) {
        Some(ContentType::Json) => json::read(schema, request).await?,
        Some(ContentType::Multipart) => multipart::read(schema, request).await?,
        None => return Err(unsupported("application/json or multipart/form-data").into()),
    };
    let Body { input: values, max_price_microcredits: max_price, use_cache, branch_from } = body;
    let trace_id = trace.to_string();
    let start = Start { slug, values, files, max_price, use_cache, branch_from, idempotency_key, trace_id };
    let started = match viewer {
        Viewer::Visitor { .. } => run::start_trial(&services, &marks, start).await?.started,
        _ => run::start(&services, &viewer, start).await?,
    };
    let status = if started.is_repeat { StatusCode::OK } else { StatusCode::CREATED };
    let place = format!("/api/v1/runs/{}", started.run.id);
    Ok((status, [(LOCATION, place)], axum::Json(started.run)).into_response())
}
