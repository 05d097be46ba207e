//! `POST /reset-password`: the form on the page that the letter's link opens.

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use service::account;

use super::Typed;
use crate::http::api::extract::Caller;
use crate::http::cookie;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Replaces the password, and goes on to where one signs in with it.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Caller(origin): Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    let (token, password) = (typed.text("token"), typed.text("password"));
    match account::reset_password(&state.services, token, password, &origin).await {
        // Whoever is signed in here may be another person; that session goes too, so that the new password is asked for.
        Ok(()) => {
            let dropped = cookie::drop_session(state.edge.is_production());
            Ok((dropped, Redirect::to("/sign-in?reset=1")).into_response())
        }
        Err(error) => {
            let form = FormState { form: "reset-password", values: typed.kept(&["token"]), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
