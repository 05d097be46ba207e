//! `POST /sign-in/code`: the second step of signing in.

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::account::Viewer;
use service::account::second_factor;

use super::Typed;
use super::sign_in::end_old;
use crate::http::api::extract::Caller;
use crate::http::cookie;
use crate::http::origin::is_own_path;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Begins the session that the password asked for, and goes on to where the person wanted to be.
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
    // Without a cookie there is nothing pending, which is what an empty token finds.
    let pending = cookie::pending(&jar, is_production).unwrap_or_default();
    match second_factor::finish_sign_in(&state.services, pending, typed.text("code"), &origin).await {
        Ok(signed_in) => {
            end_old(&state, &jar).await;
            let session = cookie::keep_session(&signed_in.session_token, is_production);
            Ok((session, cookie::drop_pending(is_production), Redirect::to(&next)).into_response())
        }
        Err(error) => {
            let form = FormState { form: "sign-in-code", values: typed.kept(&["next"]), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
