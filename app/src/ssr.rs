//! What the server hands to the pages, and how it has one rendered.
//!
//! The server makes a [`PageContext`] for each request and calls [`render`] (or gives [`shell`] to `leptos_axum`). A
//! form that did not fit is rendered again at its own path with a [`FormState`]; a failure outside the pages is shown
//! through [`PageContext::failure`].

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use domain::account::{Preferences, User, Viewer};
use domain::ledger::Balance;
use domain::time::Zone;
use futures::StreamExt as _;
use http::{HeaderName, HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_integration_utils::{PinnedStream, build_response};
use leptos_meta::ServerMetaContext;
use leptos_router::location::RequestUrl;
use service::receipt::Verified;
use service::run::NewShare;
use service::run::Picture;
use service::trial::Marks;
use service::{Problem, Services};

pub use crate::pages::{App, Reference, shell};
pub use domain::account::Theme;

/// What a page knows of its request.
#[derive(Clone)]
pub struct PageContext {
    /// The use cases.
    pub services: Services,
    /// Who is asking.
    pub viewer: Viewer,
    /// What whoever has no account is known by; `None` where trials are not asked about.
    pub marks: Option<Marks>,
    /// The same as a person, where one is signed in.
    pub user: Option<User>,
    /// What it can spend.
    pub balance: Option<Balance>,
    /// A form that did not fit, to be shown again.
    pub form: Option<FormState>,
    /// A receipt that was checked, for the page that tells what was found.
    pub checked_receipt: Option<Verified>,
    /// A key that was just made, whose text is shown this once.
    pub new_key: Option<NewKey>,
    /// A link to a run that was just made, which is shown this once.
    pub new_share: Option<NewShare>,
    /// The REST API, for the page that tells of it.
    pub reference: Option<Arc<Reference>>,
    /// The run that the page is about, or why it is not shown. Read before the balance: what a run that is settled gave
    /// back is in it then.
    pub run: Option<Result<Picture, Problem>>,
    /// A failure to be shown instead of any page.
    pub failure: Option<Problem>,
    /// The colours that were chosen.
    pub theme: Theme,
    /// What the person chose; where none is signed in, the usual.
    pub preferences: Preferences,
    /// The time zone that times are shown in.
    pub zone: Zone,
    /// The request's id, shown where something broke.
    pub request_id: String,
    /// Where the built files are.
    pub assets: Assets,
    /// The path of the request with its query: where to come back to.
    pub target: String,
}

impl PageContext {
    /// The path of the request, without its query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }
}

/// A key that was just made.
#[derive(Clone)]
pub struct NewKey {
    /// As its owner calls it.
    pub name: String,
    /// Its text: a secret, so it is in no debug text.
    pub token: String,
    /// Whether it takes the place of an older text.
    pub is_regenerated: bool,
}

/// A form that did not fit.
#[derive(Clone, Debug)]
pub struct FormState {
    /// Which: `sign-up`, `sign-in`, `run`, `verify`, `key`.
    pub form: &'static str,
    /// What was typed, without passwords.
    pub values: Vec<(String, String)>,
    /// What does not fit.
    pub problem: Problem,
}

impl FormState {
    /// What was typed into a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        let named = |field: &str| field == name || field.strip_prefix("input.") == Some(name);
        self.problem.fields.iter().find(|error| named(&error.field)).map(|error| error.message.as_str())
    }
}

/// Where the built files are, as the browser asks for them.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The loader of islands.
    pub loader: String,
    /// The glue of the islands' code.
    pub js: String,
    /// The islands' code.
    pub wasm: String,
}

/// Renders the page at `target` (path and query) whole.
///
/// It is what `leptos_axum::render_app_async` does, without the inline scripts that it appends for whole-page
/// hydration: islands need none, and so no page needs a nonce.
pub async fn render(context: PageContext, target: &str) -> Response {
    // Only the first call does something.
    let _ = any_spawner::Executor::init_tokio();
    let (meta, meta_output) = ServerMetaContext::new();
    let options = ResponseOptions::default();
    let provide = {
        let (options, url) = (options.clone(), RequestUrl::new(target));
        move || {
            provide_context(url);
            provide_context(meta);
            provide_context(options);
            provide_context(context);
        }
    };
    let (owner, stream) = build_response(
        shell,
        provide,
        |app, _chunks, _| {
            Box::pin(async move {
                let html = app.to_html_stream_in_order().collect::<String>().await;
                Box::pin(futures::stream::once(async move { html })) as PinnedStream<String>
            })
        },
        false,
    );
    let stream = stream.await;
    let html = meta_output.inject_meta_context(stream).await.collect::<String>().await;
    owner.unset_with_forced_cleanup();
    respond(html, &options)
}

fn respond(html: String, options: &ResponseOptions) -> Response {
    let mut response = Response::new(Body::from(html));
    // Poisoned only where a page panicked while it set its status; the page itself is gone then.
    if let Ok(parts) = options.0.read() {
        if let Some(status) = parts.status {
            *response.status_mut() = status;
        }
        response.headers_mut().extend(parts.headers.clone());
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

/// The page's context.
pub(crate) fn page() -> Arc<PageContext> {
    Arc::new(expect_context::<PageContext>())
}

/// Sets the status of the answer.
pub(crate) fn set_status(status: u16) {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

/// Asks machines that list pages not to list this one.
pub(crate) fn hide_from_lists() {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    }
}

/// Sends the browser to an own path instead.
pub(crate) fn redirect(path: &str) {
    if let (Some(options), Ok(path)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(path)) {
        options.set_status(StatusCode::SEE_OTHER);
        options.insert_header(header::LOCATION, path);
    }
}
