//! `POST /sign-in`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::account::Viewer;
use service::account;

use super::Typed;
use crate::http::api::extract::Caller;
use crate::http::cookie;
use crate::http::origin::is_own_path;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Begins a session and goes on to where the person wanted to be.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Caller(origin): Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let is_production = state.edge.is_production();
    let jar = CookieJar::from_headers(request.headers());
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    let next = Some(typed.text("next")).filter(|next| is_own_path(next)).unwrap_or("/agents").to_owned();
    match account::sign_in(&state.services, typed.text("login"), typed.text("password"), &origin).await {
        Ok(signed_in) => {
            // The browser's old session would stay open otherwise, with nobody to end it.
            if let Some(old) = cookie::session(&jar, is_production)
                && let Err(error) = account::sign_out(&state.services, old).await
            {
                tracing::warn!(%error, "the session before this one could not be ended");
            }
            let session = cookie::keep_session(&signed_in.session_token, is_production);
            Ok((session, Redirect::to(&next)).into_response())
        }
        Err(error) => {
            let form = FormState { form: "sign-in", values: typed.kept(&["login", "next"]), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
