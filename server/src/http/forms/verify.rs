//! `POST /verify`: the button on the page that the letter's link opens.

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use service::account;

use super::Typed;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Confirms an address of mail.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    match account::verify_email(&state.services, typed.text("token")).await {
        // Whoever is signed in sees what is open now; anybody else signs in first.
        Ok(_) if viewer.is_signed_in() => Ok(Redirect::to("/verify").into_response()),
        Ok(_) => Ok(Redirect::to("/sign-in?verified=1").into_response()),
        Err(error) => {
            let form = FormState { form: "verify", values: typed.kept(&["token"]), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
