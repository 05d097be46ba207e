//! `POST /runs/{id}/delete`

use app::ssr::FormState;
use axum::Extension;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::account::Viewer;
use domain::error::Kind;
use service::{Problem, run};

use crate::http::api::extract::RunPath;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

/// Deletes a run and goes on to the others. One that is in work is told of on the page that asked.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    RunPath(id): RunPath,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    match run::delete(&state.services, &viewer, id).await.map_err(Problem::from) {
        Ok(()) => Ok(Redirect::to("/runs?deleted=1").into_response()),
        Err(problem) if problem.kind == Kind::Conflict => {
            Ok(pages::again(&state, asked, FormState { form: "delete", values: Vec::new(), problem }).await)
        }
        Err(problem) => Err(problem.into()),
    }
}
