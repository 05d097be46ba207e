//! `POST /forgot-password`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use service::account;

use super::Typed;
use crate::http::api::extract::Caller;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Has a letter sent, if the address has an account; which is not told.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Caller(origin): Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    match account::forgot_password(&state.services, typed.text("email"), &origin).await {
        Ok(()) => Ok(Redirect::to("/forgot-password?sent=1").into_response()),
        Err(error) => {
            let form = FormState { form: "forgot-password", values: typed.kept(&["email"]), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
