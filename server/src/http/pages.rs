//! The pages: a request's facts go in, leptos's HTML comes out.
//!
//! `app` renders a page whole and without inline scripts, so that the policy of content needs no nonce. A failure
//! outside the pages is rendered by the same shell, and so is a form that did not fit.

use std::sync::Arc;
use std::time::Instant;

use app::ssr::{self, Assets, FormState, NewKey, PageContext};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::account::{Preferences, User, Viewer};
use domain::ledger::Balance;
use domain::time::Zone;
use http::header::{COOKIE, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode, Uri};
use service::receipt::Verified;
use service::run::NewShare;
use service::trial::Marks;
use service::{Problem, account, ledger, run, zone};

pub use app::ssr::Theme;

use crate::assets::AssetNames;
use crate::http::problem::Refusal;
use crate::http::request_id::RequestId;
use crate::http::state::AppState;
use crate::http::timing::Rendered;
use crate::http::{cookie, viewer};

/// What a page is rendered for.
pub struct Asked {
    /// The address.
    pub uri: Uri,
    /// Who asks.
    pub viewer: Viewer,
    /// What whoever has no account is known by.
    pub marks: Option<Marks>,
    /// The colours that were chosen.
    pub theme: Theme,
    /// The request.
    pub id: RequestId,
}

impl Asked {
    /// What a form's page is rendered for, at an address of ours.
    pub fn of(request: &Request, viewer: &Viewer) -> Self {
        let id = request.extensions().get::<RequestId>().cloned();
        Self {
            uri: request.uri().clone(),
            viewer: viewer.clone(),
            marks: request.extensions().get().cloned(),
            theme: cookie::theme(request.headers()),
            id: id.unwrap_or_else(|| RequestId(Arc::from(""))),
        }
    }

    /// The same for another address of ours.
    #[must_use]
    pub fn at(mut self, target: &str) -> Self {
        if let Ok(uri) = target.parse() {
            self.uri = uri;
        }
        self
    }
}

/// A page of leptos.
pub async fn show(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, request: Request) -> Response {
    let asked = Asked::of(&request, &viewer);
    let context = Box::pin(context(&state, &asked)).await;
    render(context, &asked.uri).await
}

/// The page of the design system: for whoever develops, and nowhere else.
pub async fn design(state: State<AppState>, viewer: Extension<Viewer>, request: Request) -> Response {
    if state.edge.is_production() { missing(state, request).await } else { show(state, viewer, request).await }
}

/// The page that tells of the REST API.
pub async fn reference(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    request: Request,
) -> Response {
    let asked = Asked::of(&request, &viewer);
    let mut context = Box::pin(context(&state, &asked)).await;
    context.reference = Some(Arc::clone(&state.reference));
    render(context, &asked.uri).await
}

/// The page of a run.
pub async fn run(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let asked = Asked::of(&request, &viewer);
    let found = match id.parse() {
        Ok(id) => run::picture(&state.services, &viewer, id).await.map_err(Problem::from),
        Err(_) => Err(Problem::not_found()),
    };
    let mut context = Box::pin(context(&state, &asked)).await;
    context.run = Some(found);
    render(context, &asked.uri).await
}

/// The page of a form that did not fit: with the problem's status, and what was typed.
pub async fn again(state: &AppState, asked: Asked, form: FormState) -> Response {
    let refusal = Refusal::from(form.problem.clone());
    // Where the failure is ours, there is nothing in the form to be put right.
    if refusal.status().is_server_error() {
        return refusal.into_response();
    }
    let mut context = Box::pin(context(state, &asked)).await;
    context.form = Some(form);
    let mut response = render(context, &asked.uri).await;
    *response.status_mut() = refusal.status();
    if let Some(seconds) = refusal.problem().retry_after_seconds {
        response.headers_mut().insert(http::header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The page that tells what was found in a receipt.
pub async fn checked_receipt(state: &AppState, asked: Asked, checked: Verified) -> Response {
    let is_genuine = checked.is_genuine();
    let mut context = Box::pin(context(state, &asked)).await;
    context.checked_receipt = Some(checked);
    let mut response = render(context, &asked.uri).await;
    if !is_genuine {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// The page of the keys with the text of one that was just made: what is told once.
pub async fn with_new_key(state: &AppState, asked: Asked, new_key: NewKey) -> Response {
    let mut context = Box::pin(context(state, &asked)).await;
    context.new_key = Some(new_key);
    render(context, &asked.uri).await
}

/// The page of a run's link with one that was just made: what is told once.
pub async fn with_new_share(state: &AppState, asked: Asked, new_share: NewShare) -> Response {
    let mut context = Box::pin(context(state, &asked)).await;
    context.new_share = Some(new_share);
    render(context, &asked.uri).await
}

/// A page that tells a failure.
pub async fn failure(state: &AppState, asked: Asked, refusal: &Refusal) -> Response {
    // When the database is away, a page that tells so must not ask it.
    let mut context =
        if refusal.status().is_server_error() { bare(state, &asked) } else { Box::pin(context(state, &asked)).await };
    context.failure = Some(refusal.problem().clone());
    let mut response = render(context, &asked.uri).await;
    *response.status_mut() = refusal.status();
    response.headers_mut().remove(WWW_AUTHENTICATE);
    response.extensions_mut().insert(refusal.clone());
    response
}

/// Whatever has no row.
pub async fn missing(State(state): State<AppState>, request: Request) -> Response {
    let mut response = Refusal::of_status(StatusCode::NOT_FOUND).into_response();
    // For the page that tells it: whoever is signed in stays so.
    if request.headers().contains_key(COOKIE)
        && let Ok(asker) = viewer::find(&state, request.headers()).await
    {
        response.extensions_mut().insert(asker.viewer);
    }
    response
}

async fn render(context: PageContext, uri: &Uri) -> Response {
    let (began, database) = (Instant::now(), store::measure::so_far());
    let mut response = ssr::render(context, target(uri)).await;
    let waited = store::measure::so_far().saturating_sub(database);
    response.extensions_mut().insert(Rendered(began.elapsed().saturating_sub(waited)));
    response
}

fn target(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str)
}

async fn context(state: &AppState, asked: &Asked) -> PageContext {
    let (user, balance, chosen) =
        tokio::join!(user(state, &asked.viewer), balance(state, &asked.viewer), chosen(state, &asked.viewer));
    let bare = bare(state, asked);
    let Some(chosen) = chosen else { return PageContext { user, balance, ..bare } };
    // What an account chose holds in every browser.
    let theme = chosen.theme.unwrap_or(bare.theme);
    let zone = zone::find(&chosen.time_zone);
    PageContext { user, balance, theme, zone, preferences: chosen, ..bare }
}

fn bare(state: &AppState, asked: &Asked) -> PageContext {
    PageContext {
        services: state.services.clone(),
        viewer: asked.viewer.clone(),
        marks: asked.marks.clone(),
        user: None,
        balance: None,
        form: None,
        checked_receipt: None,
        new_key: None,
        new_share: None,
        reference: None,
        run: None,
        failure: None,
        theme: asked.theme,
        preferences: Preferences::default(),
        zone: Zone::default(),
        request_id: asked.id.to_string(),
        assets: assets(&state.edge.assets),
        target: target(&asked.uri).to_owned(),
    }
}

fn assets(names: &AssetNames) -> Assets {
    let AssetNames { css, loader, js, wasm } = names.clone();
    Assets { css, loader, js, wasm }
}

async fn user(state: &AppState, viewer: &Viewer) -> Option<User> {
    viewer.actor()?;
    noted(account::me(&state.services, viewer).await)
}

async fn chosen(state: &AppState, viewer: &Viewer) -> Option<Preferences> {
    viewer.actor()?;
    noted(account::preferences(&state.services, viewer).await)
}

async fn balance(state: &AppState, viewer: &Viewer) -> Option<Balance> {
    viewer.actor()?;
    noted(ledger::balance(&state.services, viewer).await)
}

/// A page is shown without what could not be read; why is logged.
fn noted<T, E: Into<Problem> + std::fmt::Display>(read: Result<T, E>) -> Option<T> {
    read.inspect_err(|error| tracing::warn!(%error, "a page's header is incomplete")).ok()
}
