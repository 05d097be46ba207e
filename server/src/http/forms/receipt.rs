//! `POST /receipts`: checks a receipt and shows what was found. Nothing is stored.

use axum::Extension;
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::Response;
use domain::account::Viewer;
use http::StatusCode;
use service::{Problem, receipt};

use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// A receipt has about 5 kB.
const MAX_BYTES: usize = 64 * 1024;

/// Checks a receipt.
pub async fn check(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let parts = Multipart::from_request(request, &state).await.map_err(|error| Refusal::of_status(error.status()))?;
    let file = read(parts).await?;
    let checked = receipt::verify_here(&state.services, &file).await.map_err(Problem::from)?;
    Ok(pages::checked_receipt(&state, asked, checked).await)
}

/// The file where one was chosen, else what was pasted.
async fn read(mut parts: Multipart) -> Result<String, Refusal> {
    let mut pasted = String::new();
    while let Some(mut part) = parts.next_field().await.map_err(|error| Refusal::of_status(error.status()))? {
        let is_file = part.file_name().is_some();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|error| Refusal::of_status(error.status()))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > MAX_BYTES {
                return Err(Refusal::of_status(StatusCode::PAYLOAD_TOO_LARGE));
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if is_file && !text.is_empty() {
            return Ok(text);
        }
        if !is_file && !text.trim().is_empty() {
            pasted = as_it_was(&text);
        }
    }
    Ok(pasted)
}

/// A browser sends what is pasted with CR LF at its line ends, and the last one is easily left out.
fn as_it_was(pasted: &str) -> String {
    format!("{}\n", pasted.replace("\r\n", "\n").trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    #[test]
    fn pasted_text_becomes_the_file_again() {
        assert_eq!(super::as_it_was("{\r\n}\r\n"), "{\n}\n");
        assert_eq!(super::as_it_was("{\n}"), "{\n}\n");
    }
}
