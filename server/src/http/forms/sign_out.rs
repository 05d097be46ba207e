//! `POST /sign-out`

use axum::extract::State;
use axum::response::Redirect;
use axum_extra::extract::CookieJar;
use service::account;

use crate::http::cookie::{self, Kept};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Ends the session, here and in the browser.
pub async fn submit(State(state): State<AppState>, jar: CookieJar) -> Result<(Kept, Redirect), Refusal> {
    let is_production = state.edge.is_production();
    if let Some(token) = cookie::session(&jar, is_production) {
        account::sign_out(&state.services, token).await?;
    }
    Ok((cookie::drop_session(is_production), Redirect::to("/")))
}
