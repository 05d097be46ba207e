//! `POST /account/security/password`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use service::account;

use crate::http::api::extract::Caller;
use crate::http::forms::Typed;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Changes the password. Nothing that was typed is shown again.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Caller(origin): Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer).at("/account/security");
    let typed = Typed::from_request(request, &state).await?;
    let (old, new) = (typed.text("current_password"), typed.text("new_password"));
    match account::change_password(&state.services, &viewer, old, new, &origin).await {
        Ok(()) => Ok(Redirect::to("/account/security?done=password").into_response()),
        Err(error) => {
            let form = FormState { form: "password", values: Vec::new(), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
