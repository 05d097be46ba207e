//! An export of analytics: as JSON the whole, as CSV a row for each day.

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::account::Viewer;
use domain::analytics::{Analytics, DayRuns};

use super::{Format, row};
use crate::http::api::analytics::asked;
use crate::http::api::extract::Params;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// `GET /analytics/export`: the same for browsers.
pub(crate) async fn download(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Response, Refusal> {
    let format = super::format(&mut params);
    let asked = asked(&mut params);
    params.end()?;
    let analytics = service::analytics::mine(&state.services, &viewer, &asked).await?;
    answer(&analytics, format.unwrap_or(Format::Json))
}

/// The file.
pub(crate) fn answer(analytics: &Analytics, format: Format) -> Result<Response, Refusal> {
    let file = written(analytics, format).map_err(|error| {
        tracing::error!(%error, "analytics could not be written");
        service::Problem::internal()
    })?;
    Ok((format.headers("analytics", analytics.until), file).into_response())
}

/// What stands in it.
pub(crate) fn written(analytics: &Analytics, format: Format) -> Result<Vec<u8>, std::io::Error> {
    let mut file = Vec::new();
    match format {
        Format::Json => serde_json::to_writer(&mut file, analytics)?,
        Format::Csv => {
            row(&mut file, COLUMNS)?;
            for day in &analytics.by_day {
                row(&mut file, cells(day).iter().map(String::as_str))?;
            }
        }
    }
    Ok(file)
}

const COLUMNS: [&str; 8] =
    ["day", "runs", "finished", "succeeded", "cached", "success_per_mille", "charged_microcredits", "mean_time_us"];

fn cells(DayRuns { day, sums }: &DayRuns) -> [String; 8] {
    [
        day.to_string(),
        sums.runs.to_string(),
        sums.finished.to_string(),
        sums.succeeded.to_string(),
        sums.cached.to_string(),
        sums.success_per_mille.map(|share| share.to_string()).unwrap_or_default(),
        sums.charged.micro().to_string(),
        sums.mean_time_us.map(|us| us.to_string()).unwrap_or_default(),
    ]
}
