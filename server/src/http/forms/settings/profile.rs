//! `POST /account`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use service::account::{self, Profile};

use crate::http::forms::Typed;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Keeps what the viewer tells of itself.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    let text = |name: &str| Some(typed.text(name).to_owned());
    let profile = Profile { full_name: text("full_name"), bio: text("bio") };
    match account::update_profile(&state.services, &viewer, profile).await {
        Ok(_) => Ok(Redirect::to("/account?saved=profile").into_response()),
        Err(error) => {
            let form = FormState { form: "profile", values: typed.kept(&["full_name", "bio"]), problem: error.into() };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}
