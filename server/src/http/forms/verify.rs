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
    match account::verify_email(&state.services, typed.text("token"), asked.marks.as_ref()).await {
        Ok(verified) => {
            // Whoever is signed in sees what is open now; anybody else signs in first.
            let next = match (viewer.is_signed_in(), verified.is_welcomed) {
                (true, true) => "/verify",
                (true, false) => "/verify?welcome=0",
                (false, true) => "/sign-in?verified=1",
                (false, false) => "/sign-in?verified=1&welcome=0",
            };
            Ok(Redirect::to(next).into_response())
        }
        Err(error) => {
            let form = FormState { form: "verify", values: typed.kept(&["token"]), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
