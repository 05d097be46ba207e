//! An export of runs, sent as it is read.

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::account::Viewer;
use domain::run::Run;
use domain::time::Timestamp;
use futures::stream;
use service::run::{self, Export};

use super::{Format, row};
use crate::http::api::extract::Params;
use crate::http::api::runs::narrowing;
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// `GET /runs/export`: the same for browsers.
pub(crate) async fn download(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    mut params: Params,
) -> Result<Response, Refusal> {
    let format = super::format(&mut params);
    let narrowing = narrowing(&mut params);
    params.end()?;
    let export = run::export(&state.services, &viewer, &narrowing)?;
    Ok(answer(export, format.unwrap_or(Format::Json), state.services.now()))
}

/// The runs of an export, sent as they are read.
pub(crate) fn answer(export: Export, format: Format, now: Timestamp) -> Response {
    let parts = stream::try_unfold(Sending { export, format, place: Place::Before }, next);
    (format.headers("runs", now), Body::from_stream(parts)).into_response()
}

struct Sending {
    export: Export,
    format: Format,
    place: Place,
}

/// A whole export of one run, as it would be sent.
pub(crate) fn sample(format: Format, run: &Run) -> Option<String> {
    let mut whole = begin(format).ok()?;
    write(&mut whole, format, run, false).ok()?;
    whole.extend_from_slice(end(format));
    String::from_utf8(whole).ok()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    /// Whether a run was sent already.
    Among(bool),
    After,
}

/// The next part. An error breaks the answer off, so that nobody takes half of an export for the whole.
async fn next(mut sending: Sending) -> Result<Option<(Bytes, Sending)>, std::io::Error> {
    let mut part = Vec::new();
    match sending.place {
        Place::After => return Ok(None),
        Place::Before => {
            part = begin(sending.format)?;
            sending.place = Place::Among(false);
        }
        Place::Among(mut has_sent) => {
            let runs = sending.export.next().await.map_err(|error| {
                tracing::warn!(%error, "an export broke off");
                std::io::Error::other("the export broke off")
            })?;
            if let Some(runs) = runs {
                for run in runs {
                    write(&mut part, sending.format, &run, has_sent)?;
                    has_sent = true;
                }
                sending.place = Place::Among(has_sent);
            } else {
                part.extend_from_slice(end(sending.format));
                sending.place = Place::After;
            }
        }
    }
    Ok(Some((part.into(), sending)))
}

fn begin(format: Format) -> Result<Vec<u8>, std::io::Error> {
    let mut part = Vec::new();
    match format {
        Format::Json => part.extend_from_slice(b"{\"runs\":["),
        Format::Csv => row(&mut part, COLUMNS)?,
    }
    Ok(part)
}

const fn end(format: Format) -> &'static [u8] {
    match format {
        Format::Json => b"]}",
        Format::Csv => b"",
    }
}

const COLUMNS: [&str; 18] = [
    "id",
    "agent_slug",
    "agent_name",
    "version",
    "status",
    "created_at",
    "started_at",
    "finished_at",
    "held_microcredits",
    "charged_microcredits",
    "cached_from",
    "branched_from",
    "kept_at",
    "erased_at",
    "failure_code",
    "failure_message",
    "input",
    "output",
];

fn write(part: &mut Vec<u8>, format: Format, run: &Run, has_sent: bool) -> Result<(), std::io::Error> {
    match format {
        Format::Json => {
            if has_sent {
                part.push(b',');
            }
            serde_json::to_writer(part, run)?;
            Ok(())
        }
        Format::Csv => row(part, cells(run).iter().map(String::as_str)),
    }
}

fn cells(run: &Run) -> [String; 18] {
    let time = |at: Option<Timestamp>| at.map(Timestamp::to_rfc3339).unwrap_or_default();
    let json = |value: Option<String>| value.unwrap_or_default();
    [
        run.id.to_string(),
        run.agent_slug.clone(),
        run.agent_name.clone(),
        run.version.clone(),
        run.status.to_string(),
        time(Some(run.created_at)),
        time(run.started_at),
        time(run.finished_at),
        run.ceiling.micro().to_string(),
        run.charged.map(|charged| charged.micro().to_string()).unwrap_or_default(),
        run.cached_from.map(|id| id.to_string()).unwrap_or_default(),
        run.branched_from.as_ref().map(|from| from.run.to_string()).unwrap_or_default(),
        time(run.kept_at),
        time(run.erased_at),
        run.failure.as_ref().map(|failure| failure.code.clone()).unwrap_or_default(),
        run.failure.as_ref().map(|failure| failure.message.clone()).unwrap_or_default(),
        json(run.input.as_ref().and_then(|input| serde_json::to_string(input).ok())),
        json(run.output.as_ref().and_then(|output| serde_json::to_string(output).ok())),
    ]
}
