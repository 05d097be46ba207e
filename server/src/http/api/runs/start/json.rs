//! A start as JSON.

use axum::extract::Request;
use domain::credits::Credits;
use domain::input::Schema;
use service::run::BranchFrom;

use super::Body;
use crate::http::api::extract::{Fields, fields_of, read_body};
use crate::http::api::runs::inline_files::{self, Files};
use crate::http::problem::Refusal;

/// A file of 20 MB in base 64, and the rest.
const MAX_BYTES: usize = 28_000_000;

pub(super) async fn read(schema: &Schema, request: Request) -> Result<(Body, Files), Refusal> {
    let bytes = read_body(request.into_body(), MAX_BYTES).await?;
    let mut fields = fields_of(&bytes)?;
    drop(bytes);
    let mut body = take(&mut fields);
    fields.end()?;
    let files = inline_files::take(schema, &mut body.input)?;
    Ok((body, files))
}

/// Takes what both forms of a start have.
pub(crate) fn take(fields: &mut Fields) -> Body {
    Body {
        input: fields.object("input").unwrap_or_default(),
        max_price_microcredits: Credits::from_micro(fields.whole("max_price_microcredits")),
        use_cache: fields.optional_flag("use_cache").unwrap_or(true),
        branch_from: fields.inside_if_given("branch_from", branch).flatten(),
    }
}

fn branch(fields: &mut Fields) -> Option<BranchFrom> {
    let run = fields.one_of("run", |text| text.parse().ok(), "not_an_id", "The id of a run is needed.");
    let step = fields.text("step");
    run.map(|run| BranchFrom { run, step })
}
