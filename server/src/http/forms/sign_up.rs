//! `POST /sign-up`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use service::account::{self, Register};
use service::trial::Device;

use super::Typed;
use crate::http::api::extract::Caller;
use crate::http::cookie;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Makes an account, and goes on to where the address is confirmed. Whether the address was known is not told.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Caller(mut origin): Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    let text = |name: &str| typed.text(name).to_owned();
    let register = Register {
        email: text("email"),
        username: text("username"),
        full_name: text("full_name"),
        password: text("password"),
    };
    // The first form that a device sends marks it: welcome credits are given once for each person (C12).
    let mut marked = None;
    if let Some(marks) = origin.marks.take() {
        let device = marks.device().cloned().unwrap_or_else(|| Device::new(&state.services));
        marked = Some(cookie::keep_device(device.text(), state.edge.is_production()));
        origin.marks = Some(marks.on(device));
    }
    match account::register(&state.services, register, &origin).await {
        Ok(()) => Ok((marked, Redirect::to("/verify")).into_response()),
        Err(error) => {
            let values = typed.kept(&["email", "username", "full_name"]);
            let form = FormState { form: "sign-up", values, problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
