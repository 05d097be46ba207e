//! `POST /account/avatar` and `POST /account/avatar/remove`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use domain::error::FieldError;
use service::{Problem, account};

use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Puts the chosen picture in the place of the one before.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer).at("/account");
    let parts = Multipart::from_request(request, &state).await.map_err(|error| Refusal::of_status(error.status()))?;
    let put = match chosen(parts).await? {
        Some(bytes) => account::set_avatar(&state.services, &viewer, bytes).await.map_err(Problem::from),
        None => Err(Problem::invalid(vec![FieldError::new("avatar", "required", "Choose a picture first.")])),
    };
    match put {
        Ok(_) => Ok(Redirect::to("/account?saved=picture").into_response()),
        Err(problem) => {
            let form = FormState { form: "avatar", values: Vec::new(), problem };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}

/// Takes the picture away.
pub async fn remove(State(state): State<AppState>, Extension(viewer): Extension<Viewer>) -> Result<Redirect, Refusal> {
    account::remove_avatar(&state.services, &viewer).await?;
    Ok(Redirect::to("/account?saved=no_picture"))
}

/// The bytes of the file, if one was chosen.
async fn chosen(mut parts: Multipart) -> Result<Option<Vec<u8>>, Refusal> {
    let refused = |error: axum::extract::multipart::MultipartError| Refusal::of_status(error.status());
    while let Some(part) = parts.next_field().await.map_err(refused)? {
        if part.name() == Some("avatar") {
            let bytes = part.bytes().await.map_err(refused)?;
            return Ok(Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty()));
        }
    }
    Ok(None)
}
