//! `POST /api/v1/agents/{slug}/quote`

use axum::extract::State;
use axum::{Extension, Json as Answer};
use domain::account::Viewer;
use domain::input::Values;
use domain::quote::Quote;
use service::trial::Marks;
use service::{Services, catalogue, run};
use utoipa::ToSchema;

use super::inline_files;
use crate::http::api::extract::{Fields, FromFields, Json, NoParams, Slug};
use crate::http::api::schema;
use crate::http::problem::Refusal;

/// What the run would be given; may be left out.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuoteRequest, example = json!({"input": {"date_order": "dmy"}}))]
pub struct Body {
    /// Without files, if you like: a price never depends on a file's content.
    #[schema(value_type = Option<schema::Input>)]
    input: Option<Values>,
}

impl FromFields for Body {
    const MAX_BYTES: usize = 2_000_000;
    const MAY_BE_ABSENT: bool = true;

    fn from_fields(fields: &mut Fields) -> Self {
        Self { input: fields.object("input") }
    }
}

/// What a run will cost at most
///
/// Changes nothing and holds nothing. Send the `ceiling_microcredits` that you accept as `max_price_microcredits` when
/// you start the run.
#[utoipa::path(
    post, path = "/api/v1/agents/{slug}/quote", tag = "runs", operation_id = "quoteRun",
    params(("slug" = String, Path, description = "The agent's name in addresses", example = "data-cleaning")),
    request_body(content = Option<Body>),
    responses(
        (status = 200, description = "The quote", body = schema::Quote),
        (status = 404, description = "No agent is listed under that name"),
        (status = 422, description = "A field does not fit"),
    ),
    security((), ("bearer" = [])),
)]
pub async fn quote(
    State(services): State<Services>,
    Extension(viewer): Extension<Viewer>,
    Extension(marks): Extension<Marks>,
    Slug(slug): Slug,
    _: NoParams,
    Json(body): Json<Body>,
) -> Result<Answer<Quote>, Refusal> {
    let mut input = body.input;
    if let Some(values) = &mut input {
        // Judged as at a start, then left behind: the price does not depend on them.
        let listing = catalogue::show(&services, &slug)?;
        inline_files::take(&listing.manifest.input, values)?;
    }
    Ok(Answer(match viewer {
        Viewer::Visitor { .. } => run::quote_trial(&services, &marks, &slug, input.as_ref()).await?.0,
        _ => run::quote(&services, &viewer, &slug, input.as_ref()).await?,
    }))
}
