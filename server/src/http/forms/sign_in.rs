//! `POST /sign-in`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::account::Viewer;
use service::account::{self, SignIn};

use super::Typed;
use crate::http::api::extract::Caller;
use crate::http::cookie;
use crate::http::origin::is_own_path;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Begins a session and goes on to where the person wanted to be; where a code is needed, to the page that asks for it.
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
        Ok(SignIn::Done(signed_in)) => {
            end_old(&state, &jar).await;
            let session = cookie::keep_session(&signed_in.session_token, is_production);
            Ok((session, Redirect::to(&next)).into_response())
        }
        Ok(SignIn::NeedsCode { pending_token }) => {
            let pending = cookie::keep_pending(&pending_token, is_production);
            let place = format!("/sign-in/code?next={}", domain::percent::path(&next));
            Ok((pending, Redirect::to(&place)).into_response())
        }
        Err(error) => {
            let form = FormState { form: "sign-in", values: typed.kept(&["login", "next"]), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}

/// Ends the browser's session before this one: it would stay open otherwise, with nobody to end it.
pub(super) async fn end_old(state: &AppState, jar: &CookieJar) {
    if let Some(old) = cookie::session(jar, state.edge.is_production())
        && let Err(error) = account::sign_out(&state.services, old).await
    {
        tracing::warn!(%error, "the session before this one could not be ended");
    }
}
