//! `POST /account/security/second-factor/off`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use service::account::second_factor;

use super::PAGE;
use crate::http::api::extract::Caller;
use crate::http::forms::Typed;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Turns the second factor off.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Caller(origin): Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer).at(PAGE);
    let typed = Typed::from_request(request, &state).await?;
    match second_factor::turn_off(&state.services, &viewer, typed.text("password"), typed.text("code"), &origin).await {
        Ok(()) => Ok(Redirect::to(&format!("{PAGE}?done=off")).into_response()),
        Err(error) => {
            let form = FormState { form: "second-factor-off", values: Vec::new(), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
