//! `POST /verify/resend`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use service::account;

use crate::http::pages::{self, Asked};
use crate::http::state::AppState;

/// Sends the letter once more.
pub async fn submit(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, request: Request) -> Response {
    match account::resend_verification(&state.services, &viewer).await {
        Ok(()) => Redirect::to("/verify?sent=1").into_response(),
        Err(error) => {
            let asked = Asked::of(&request, &viewer).at("/verify");
            let form = FormState { form: "verify", values: Vec::new(), problem: error.into() };
            pages::again(&state, asked, form).await
        }
    }
}
