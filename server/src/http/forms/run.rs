//! `POST /agents/{slug}/run`: starts a run from its page.
//!
//! A form that is sent twice, by a double click or by going back, is one start: the idempotency key is made of the
//! page's hidden nonce and of all that was sent (decision 18). Going back and changing something is a new start.

use app::ssr::FormState;
use axum::Extension;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account::Viewer;
use domain::credits::Credits;
use domain::error::{FieldError, Kind};
use domain::id::RunId;
use domain::input::MAX_FILE_BYTES;
use http::StatusCode;
use service::run::{self, BranchFrom, GivenFile, Start};
use service::trial::{Device, Marks};
use service::{Problem, account, catalogue};
use sha2::{Digest as _, Sha256};

use crate::http::api::extract::Slug;
use crate::http::cookie;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::request_id::TraceId;
use crate::http::state::AppState;

const NONCE: &str = "nonce";
const MAX_PRICE: &str = "max_price_microcredits";
const CONFIRM: &str = "confirm_ceiling";
/// From which step of which run it is to go on.
const BRANCH: [&str; 2] = ["branch_run", "branch_step"];
/// Ticked where an earlier answer is not to serve.
const ANEW: &str = "work_anew";
const MAX_PARTS: usize = 100;

/// Starts a run and goes on to its page.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Slug(slug): Slug,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    // Before the body is read: without an account there are trials only.
    let marks = if viewer.is_signed_in() { None } else { asked.marks.clone() };
    if marks.is_some() && !catalogue::show(&state.services, &slug)?.card.trial {
        let console = request.uri().path();
        return Ok(Redirect::to(&format!("/sign-in?next={}", domain::percent::path(console))).into_response());
    }
    let trace = request.extensions().get::<TraceId>().map(ToString::to_string);
    let parts = Multipart::from_request(request, &state).await.map_err(|error| Refusal::of_status(error.status()))?;
    let sent = Sent::read(parts).await?;
    let values = sent.shown_again();
    match start(&state, &viewer, marks, slug, sent, trace.unwrap_or_default()).await {
        Ok((run, marked)) => {
            let device = marked.map(|device| cookie::keep_device(device.text(), state.edge.is_production()));
            Ok((device, Redirect::to(&format!("/runs/{run}"))).into_response())
        }
        Err(problem) => Ok(pages::again(&state, asked, FormState { form: "run", values, problem }).await),
    }
}

async fn start(
    state: &AppState,
    viewer: &Viewer,
    marks: Option<Marks>,
    slug: String,
    sent: Sent,
    trace_id: String,
) -> Result<(RunId, Option<Device>), Problem> {
    let listing = catalogue::show(&state.services, &slug)?;
    let idempotency_key = sent.key()?;
    let max_price = sent.hidden(MAX_PRICE).and_then(|text| text.parse().ok()).map(Credits::from_micro);
    let max_price = max_price.ok_or_else(|| stale(MAX_PRICE))?;
    account::check_own_ceiling(&state.services, viewer, max_price, sent.hidden(CONFIRM).is_some()).await?;
    if sent.files.iter().any(|(_, file)| file.bytes.len() as u64 > MAX_FILE_BYTES) {
        return Err(too_large());
    }
    let values = listing.manifest.input.read_texts(&sent.texts, true);
    let use_cache = sent.hidden(ANEW).is_none();
    let branch_from = sent.branch()?;
    let files = sent.files;
    let start = Start { slug, values, files, max_price, use_cache, branch_from, idempotency_key, trace_id };
    if let Some(marks) = marks {
        let trial = run::start_trial(&state.services, &marks, start).await?;
        return Ok((trial.started.run.id, trial.marked));
    }
    Ok((run::start(&state.services, viewer, start).await?.run.id, None))
}

fn stale(field: &str) -> Problem {
    let message = "This page is not whole; load it again. Nothing was charged.";
    Problem::invalid(vec![FieldError::new(field, "required", message)])
}

fn too_large() -> Problem {
    let detail = format!("A file may have at most {} MB. Nothing was charged.", MAX_FILE_BYTES / 1_000_000);
    Problem::new(Kind::TooLarge, "too_large", detail)
}

/// What was sent.
#[derive(Default)]
struct Sent {
    hidden: Vec<(String, String)>,
    texts: Vec<(String, String)>,
    files: Vec<(String, GivenFile)>,
    digest: Sha256,
}

impl Sent {
    async fn read(mut parts: Multipart) -> Result<Self, Refusal> {
        let mut sent = Self::default();
        let mut count = 0;
        while let Some(part) = parts.next_field().await.map_err(|error| refused(&error))? {
            count += 1;
            let name = part.name().unwrap_or_default().to_owned();
            let filename = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|error| refused(&error))?;
            if count > MAX_PARTS || name.contains('\0') {
                return Err(Refusal::of_status(StatusCode::BAD_REQUEST));
            }
            sent.take(name, filename, bytes.into())?;
        }
        Ok(sent)
    }

    fn take(&mut self, name: String, filename: Option<String>, bytes: Vec<u8>) -> Result<(), Refusal> {
        match filename {
            // A field without a file is sent as a file without a name.
            Some(filename) if filename.is_empty() => {}
            Some(filename) => {
                self.digest(&[name.as_bytes(), filename.as_bytes(), &bytes]);
                self.files.push((name, GivenFile { filename, bytes }));
            }
            None => {
                let text = String::from_utf8(bytes).map_err(|_| Refusal::of_status(StatusCode::BAD_REQUEST))?;
                self.digest(&[name.as_bytes(), text.as_bytes()]);
                let is_hidden = [NONCE, MAX_PRICE, CONFIRM, ANEW].iter().chain(&BRANCH).any(|known| *known == name);
                if is_hidden { &mut self.hidden } else { &mut self.texts }.push((name, text));
            }
        }
        Ok(())
    }

    /// Each part's length goes in too, so that moving a byte between parts changes the digest.
    fn digest(&mut self, parts: &[&[u8]]) {
        for part in parts {
            self.digest.update((part.len() as u64).to_be_bytes());
            self.digest.update(part);
        }
    }

    fn hidden(&self, name: &str) -> Option<&str> {
        self.hidden.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    fn key(&self) -> Result<String, Problem> {
        let fits = |nonce: &&str| (8..=64).contains(&nonce.len()) && nonce.bytes().all(|byte| byte.is_ascii_graphic());
        let nonce = self.hidden(NONCE).filter(fits).ok_or_else(|| stale(NONCE))?;
        let digest = URL_SAFE_NO_PAD.encode(self.digest.clone().finalize());
        Ok(format!("form:{nonce}:{digest}"))
    }

    fn branch(&self) -> Result<Option<BranchFrom>, Problem> {
        let [run, step] = BRANCH.map(|name| self.hidden(name));
        let Some(run) = run else { return Ok(None) };
        let run = run.parse().map_err(|_| stale(BRANCH[0]))?;
        Ok(Some(BranchFrom { run, step: step.unwrap_or_default().to_owned() }))
    }

    fn shown_again(&self) -> Vec<(String, String)> {
        let ticked = self.hidden.iter().filter(|(name, _)| name == ANEW || BRANCH.contains(&name.as_str()));
        self.texts.iter().chain(ticked).cloned().collect()
    }
}

fn refused(error: &MultipartError) -> Refusal {
    Refusal::of_status(error.status())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(parts: &[(&str, Option<&str>, &str)]) -> Sent {
        let mut sent = Sent::default();
        for (name, filename, text) in parts {
            let filename = filename.map(str::to_owned);
            assert!(sent.take((*name).to_owned(), filename, text.as_bytes().to_vec()).is_ok());
        }
        sent
    }

    #[test]
    fn the_same_form_is_one_start_and_a_changed_one_another() {
        let nonce = (NONCE, None, "0123456789");
        let first = sent(&[nonce, ("a", None, "x"), ("f", Some("a.csv"), "1,2")]).key();
        assert_eq!(first, sent(&[nonce, ("a", None, "x"), ("f", Some("a.csv"), "1,2")]).key());
        for other in [
            sent(&[nonce, ("a", None, "y"), ("f", Some("a.csv"), "1,2")]),
            sent(&[nonce, ("a", None, "x"), ("f", Some("b.csv"), "1,2")]),
            sent(&[nonce, ("a", None, "x"), ("f", Some("a.csv"), "1,3")]),
            sent(&[nonce, ("ax", None, ""), ("f", Some("a.csv"), "1,2")]),
            sent(&[(NONCE, None, "9876543210"), ("a", None, "x"), ("f", Some("a.csv"), "1,2")]),
        ] {
            assert_ne!(first, other.key());
        }
        assert!(first.is_ok_and(|key| key.len() <= 255));
        assert!(sent(&[("a", None, "x")]).key().is_err(), "a page without a nonce is stale");
    }

    #[test]
    fn an_empty_file_field_is_no_file() {
        let sent = sent(&[("f", Some(""), ""), ("a", None, "x"), (MAX_PRICE, None, "1")]);
        assert!(sent.files.is_empty());
        assert_eq!(sent.shown_again(), [("a".to_owned(), "x".to_owned())]);
    }

    #[test]
    fn a_form_that_does_not_fit_keeps_the_wish_for_new_work_but_no_consent() {
        let sent = sent(&[(NONCE, None, "0123456789"), ("a", None, ""), (ANEW, None, "on"), (CONFIRM, None, "on")]);
        assert_eq!(
            sent.shown_again(),
            [("a", ""), (ANEW, "on")].map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
    }
}
